import { SegmentedControl, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { Agreement } from './agreement.tsx';
import classes from './review.module.css';
import { usePlacements } from './review.queries.ts';
import { reviewViews } from './review.search.ts';
import { ReviewAside } from './review-aside.tsx';
import { ReviewEmpty } from './review-empty.tsx';
import { ReviewList } from './review-list.tsx';
import { ReviewLive } from './review-live.tsx';

const route = getRouteApi('/app/review');

type View = keyof typeof reviewViews;
const views = Object.entries(reviewViews).map(([value, label]) => ({ value, label }));
const filters = {
  waiting: { outcome: 'review', verdict: 'none' },
  recent: { outcome: 'moved' },
} as const;

/** What the AI was not sure of, and what it did lately: accept, correct, undo. */
export function ReviewScreen() {
  const { view = 'waiting', pipelineId, contact } = route.useSearch();
  const navigate = route.useNavigate();
  const pipelines = usePipelines().data ?? [];
  const query = usePlacements({
    decidedBy: 'ai',
    ...filters[view],
    ...(pipelineId ? { pipelineId } : {}),
  });
  const open = (id: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, contact: id }), replace: true });
  return (
    <Page title="Review" width="full">
      <ReviewLive />
      <div className={classes['root']} data-panel={contact ? true : undefined}>
        <div className={classes['main']}>
          <div className={classes['content']}>
            <div className={classes['tools']}>
              <SegmentedControl
                aria-label="Which decisions"
                data={views}
                value={view}
                onChange={(next) =>
                  void navigate({ search: (old) => ({ ...old, view: next as View }) })
                }
              />
              {pipelines.length > 1 && (
                <Select
                  aria-label="Pipeline"
                  placeholder="All pipelines"
                  clearable
                  w={180}
                  data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
                  value={pipelineId ?? null}
                  onChange={(id) =>
                    void navigate({ search: (old) => ({ ...old, pipelineId: id ?? undefined }) })
                  }
                />
              )}
            </div>
            <Agreement />
            <Loaded query={query} skeleton={<SkeletonRows rows={6} withAvatar />}>
              {({ pages }) => {
                const placements = pages.flatMap(({ items }) => items);
                return placements.length === 0 ? (
                  <ReviewEmpty view={view} />
                ) : (
                  <ReviewList
                    key={view}
                    placements={view === 'waiting' ? newestByContact(placements) : placements}
                    onOpen={open}
                    hasMore={query.hasNextPage}
                    loading={query.isFetchingNextPage}
                    onMore={() => void query.fetchNextPage()}
                  />
                );
              }}
            </Loaded>
          </div>
        </div>
        {contact && <ReviewAside contactId={contact} onClose={() => open(undefined)} />}
      </div>
    </Page>
  );
}

/** Only the newest suggestion about a contact can still be judged. Newest first. */
function newestByContact<T extends { contactId: string }>(placements: readonly T[]): T[] {
  const seen = new Set<string>();
  return placements.filter(({ contactId }) => !seen.has(contactId) && seen.add(contactId));
}
