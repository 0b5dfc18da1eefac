// Remembers what was made, so that all who ask share it.

/**
 * The same function, which makes the value for each key once. A promise that rejects is forgotten: who asks next tries again.
 * A function without a key has one value.
 */
export function memoize<Value, Key = void>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    if (!made.has(key)) {
      made.set(key, known);
      if (known.value instanceof Promise) known.value.catch(() => made.delete(key));
    }
    return known.value;
  };
}
