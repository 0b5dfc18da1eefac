// What draws is installed when it is needed only: see draw in bench/run.mjs.
declare module "vega";
declare module "vega-lite";
