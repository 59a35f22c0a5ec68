import { useEffect, useRef, useState } from 'react';
import { mergeValues } from './merge.rules.ts';

type FormLike<Values> = {
  getValues: () => Values;
  setValues: (values: Values) => void;
};

type Fresh<Values> = {
  /** The row as the form knows it: what a save is compared with. */
  base: () => Values;
  /** Fields that somebody else changed while they were edited here. */
  contested: (keyof Values)[];
  /** Gives up what was typed into those fields. */
  takeTheirs: () => void;
};

/** Lets a form follow its row while others change it, without losing what was typed. */
export function useFreshValues<Values extends object>(
  form: FormLike<Values>,
  row: Values,
): Fresh<Values> {
  const known = useRef(row);
  const [contested, setContested] = useState<(keyof Values)[]>([]);
  useEffect(() => {
    const before = known.current;
    if (JSON.stringify(before) === JSON.stringify(row)) return;
    const merged = mergeValues(before, form.getValues(), row);
    known.current = row;
    form.setValues(merged.values);
    setContested((old) => [...new Set([...old, ...merged.contested])]);
  });
  const mine = form.getValues();
  return {
    base: () => known.current,
    contested: contested.filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(row[key])),
    takeTheirs: () => {
      form.setValues({ ...form.getValues(), ...picked(row, contested) });
      setContested([]);
    },
  };
}

function picked<Values extends object>(row: Values, keys: (keyof Values)[]): Partial<Values> {
  const values: Partial<Values> = {};
  for (const key of keys) values[key] = row[key];
  return values;
}
