import { TagsInput } from '@mantine/core';

type Props = {
  value: string[];
  error: string | undefined;
  onChange: (choices: string[]) => void;
};

/** The choices of a field: Enter or a comma ends one. */
export function ChoicesInput({ value, error, onChange }: Props) {
  return (
    <TagsInput
      label="Choices"
      description="Enter or a comma ends one."
      withAsterisk
      maxTags={100}
      maxLength={100}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

/** What is missing for a field of this type, or null. */
export function choicesProblem(type: string, choices: readonly string[]): string | null {
  return type === 'choice' && choices.length === 0 ? 'Name at least one choice.' : null;
}
