/** A refused field, as problem details name it. */
type FieldError = { field: string; message: string };
type ListedStage = { id?: string | undefined; name: string; scoreMin: number; scoreMax: number };

/**
 * What a schema cannot say of a list of stages: names are told apart (the AI recommends by name),
 * ranges go upwards, and a kept stage is this pipeline's and listed once.
 */
export function stageListErrors(
  stages: readonly ListedStage[],
  knownIds: ReadonlySet<string>,
): FieldError[] {
  return stages.flatMap((stage, index) => {
    const at = `body.stages.${index}`;
    const earlier = stages.slice(0, index);
    const errors: FieldError[] = [];
    if (earlier.some((other) => plain(other.name) === plain(stage.name))) {
      errors.push({ field: `${at}.name`, message: `Another stage is called ${stage.name} too.` });
    }
    if (stage.scoreMin > stage.scoreMax) {
      errors.push({ field: `${at}.scoreMax`, message: 'The range ends before it starts.' });
    }
    if (stage.id !== undefined && !knownIds.has(stage.id)) {
      errors.push({ field: `${at}.id`, message: 'This pipeline has no such stage.' });
    } else if (stage.id !== undefined && earlier.some((other) => other.id === stage.id)) {
      errors.push({ field: `${at}.id`, message: 'This stage is in the list twice.' });
    }
    return errors;
  });
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}
