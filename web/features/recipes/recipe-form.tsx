import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Recipe } from '../../../src/contracts/automations.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { useMay } from '../accounts/roles.ts';
import { FieldsForm } from '../automations/form/fields-form.tsx';
import { filledValues, missing, startValues } from '../automations/form/values.rules.ts';
import { useUseRecipe } from './recipes.queries.ts';

type Props = { recipe: Recipe; roots: readonly string[] };

/** The questions of a recipe. Their answers make a draft, which is looked at before it is on. */
export function RecipeForm({ recipe, roots }: Props) {
  const { id, title, questions } = recipe;
  const [name, setName] = useState(title);
  const [values, setValues] = useState(() => startValues(questions));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayChange = useMay('agent');
  const navigate = useNavigate();
  const make = useUseRecipe();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const needed = missing(questions, values);
    setErrors(needed);
    setRefusal(null);
    if (Object.keys(needed).length > 0) return;
    make.mutate(
      { id, name: name.trim() || title, answers: filledValues(values) },
      {
        onSuccess: (automation) =>
          void navigate({
            to: '/automations/$automationId',
            params: { automationId: automation.id },
          }),
        onError: (error) => {
          const beside = answerErrors(error);
          setErrors(beside);
          if (Object.keys(beside).length === 0) setRefusal(messageOf(error));
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert message={refusal} />
        <TextInput
          label="Name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FieldsForm
          fields={questions}
          values={values}
          errors={errors}
          onChange={setValues}
          roots={roots}
        />
        {questions.length === 0 && <Text c="dimmed">This one has no questions.</Text>}
        <Group gap="sm" mt="xs">
          <Button type="submit" loading={make.isPending} disabled={!mayChange}>
            Continue
          </Button>
          <Text c="dimmed" size="xs">
            {mayChange
              ? 'Next: what it would do. Nothing runs yet.'
              : 'Ask an agent or admin: viewers change nothing.'}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** `body.answers.stageId` → stageId */
function answerErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ field, message }): [string, string][] => {
      const name = /^body\.answers\.([^.[]+)/.exec(field)?.[1];
      return name === undefined ? [] : [[name, message]];
    }),
  );
}
