import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import classes from './editable-text.module.css';

type Props = {
  label: string;
  value: string;
  /** How the value is shown while it is not edited, when not as it is. */
  shown?: string;
  /** Shown where there is no value. */
  placeholder: string;
  type?: 'text' | 'email' | 'tel';
  required?: boolean;
  disabled?: boolean;
  /** A promise that is rejected brings back the field with what was typed. */
  onSave: (value: string) => unknown;
};

/** A value that becomes a field when it is clicked. Enter or leaving it saves, Escape does not. */
export function EditableText(props: Props) {
  const { label, value, placeholder, type = 'text', required = false, disabled = false } = props;
  const empty = disabled ? 'Not known' : placeholder;
  const shown = props.shown ?? value;
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        className={classes['value']}
        aria-label={shown ? `${label}: ${shown}` : empty}
        data-empty={value === '' || undefined}
        disabled={disabled}
        onClick={() => setDraft(value)}
      >
        {shown || empty}
      </button>
    );
  }
  const finish = (save: boolean) => {
    const next = draft.trim();
    setDraft(null);
    requestAnimationFrame(() => button.current?.focus());
    if (!save || next === value || (required && next === '')) return;
    // Whoever saves says why it was refused.
    Promise.resolve(props.onSave(next)).catch(() => setDraft(next));
  };
  return (
    <TextInput
      autoFocus
      type={type}
      size="sm"
      mx={-8}
      aria-label={label}
      value={draft}
      error={required && draft.trim() === '' ? 'Needed' : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(true);
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        finish(false);
      }}
    />
  );
}
