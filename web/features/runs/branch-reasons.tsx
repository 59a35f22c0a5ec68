import { RuleResults } from '../automations/rule-results.tsx';
import { branchReasons } from './run.rules.ts';

/** Why a branch went the way it went: each rule that it asked, with the value that it saw. */
export function BranchReasons({ output }: { output: unknown }) {
  return branchReasons(output).map(({ branch, result }) => (
    <RuleResults key={branch} conditions={result} />
  ));
}
