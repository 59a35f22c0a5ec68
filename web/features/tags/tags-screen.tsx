import { Page } from '../../ui/page.tsx';
import { CustomFields } from '../custom-fields/custom-fields.tsx';
import { Tags } from './tags.tsx';

/** What contacts are marked with and what is kept about them. */
export function TagsScreen() {
  return (
    <Page title="Tags and fields" width="narrow">
      <Tags />
      <CustomFields />
    </Page>
  );
}
