// fast-check with a seed that is the same in every run of the tests, so that a gate judges what has changed and not its luck.
// `make fuzz` takes another one each time; FUZZ_SEED is any.
import fc from "fast-check";

export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_128);

fc.configureGlobal({ seed: SEED });

export { fc };
