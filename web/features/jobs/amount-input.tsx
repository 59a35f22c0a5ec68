import { Group, Input, NumberInput, Select } from '@mantine/core';

type Props = {
  amount: number | '';
  currency: string | null;
  error: string | undefined;
  onChange: (change: { amount: number | ''; currency: string | null }) => void;
};

const currencies = Intl.supportedValuesOf('currency');

/** An amount of money and its currency. */
export function AmountInput({ amount, currency, error, onChange }: Props) {
  return (
    <Input.Wrapper label="Amount" error={error} labelElement="div">
      <Group gap="xs" wrap="nowrap" role="group" aria-label="Amount">
        <NumberInput
          flex={1}
          aria-label="Amount"
          min={0}
          max={999_999_999_999}
          decimalScale={2}
          thousandSeparator=","
          hideControls
          value={amount}
          error={Boolean(error)}
          onChange={(next) => onChange({ amount: next === '' ? '' : Number(next), currency })}
        />
        <Select
          w={112}
          aria-label="Currency"
          placeholder="Currency"
          searchable
          clearable
          data={currencies}
          value={currency}
          onChange={(next) => onChange({ amount, currency: next })}
        />
      </Group>
    </Input.Wrapper>
  );
}
