import { Stack, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { AnalysisCard } from './analysis-card.tsx';
import { ContactHeader } from './contact-header.tsx';
import panel from './contact-panel.module.css';
import classes from './contact-screen.module.css';
import type { TimelineKind } from './contacts.queries.ts';
import { type FocusedMessage, MessageFocus } from './message-focus.ts';
import { Properties } from './properties.tsx';
import { StageStepper } from './stage-stepper.tsx';
import { Thread } from './thread.tsx';
import { Timeline } from './timeline.tsx';
import { TitledPart } from './titled-part.tsx';
import { useContactLive } from './use-contact-live.ts';
import { useMarkRead } from './use-mark-read.ts';
import { WhyHere } from './why-here.tsx';
import { isWorkTab, type WorkTab, WorkTabPanel, workTabs } from './work-tabs.tsx';

type Props = { contact: Contact };
type TimelineTab = 'messages' | 'all' | 'placement' | 'analysis' | 'audit';
type Tab = TimelineTab | WorkTab;

const timelineTabs: Record<TimelineTab, { label: string; kind: TimelineKind | undefined }> = {
  messages: { label: 'Messages', kind: 'message' },
  all: { label: 'All', kind: undefined },
  placement: { label: 'Placements', kind: 'placement' },
  analysis: { label: 'Analyses', kind: 'analysis' },
  audit: { label: 'Changes', kind: 'audit' },
};

const timeline = Object.entries(timelineTabs).map(([tab, { label }]) => [tab, label] as const);
const tabs = [...timeline.slice(0, 1), ...Object.entries(workTabs), ...timeline.slice(1)];

/** Properties, what was said and happened, and what was read out of it. */
export function ContactPanes({ contact }: Props) {
  const [tab, setTab] = useState<Tab>('messages');
  const [focused, setFocused] = useState<FocusedMessage | null>(null);
  useContactLive(contact.id);
  useMarkRead(contact);
  const showMessage = (externalId: string) => {
    setTab('messages');
    setFocused({ externalId, at: Date.now() });
  };
  return (
    <MessageFocus.Provider value={{ focused, showMessage }}>
      <div className={classes['screen']}>
        <section className={classes['side']} aria-label="Properties">
          <Properties contact={contact} />
        </section>
        <section className={classes['middle']} aria-label="Timeline">
          <div className={classes['head']}>
            <ContactHeader contact={contact} titled={false} />
            <StageStepper contact={contact} />
          </div>
          <Tabs
            value={tab}
            onChange={(next) => setTab((next ?? 'messages') as Tab)}
            className={panel['tabs'] ?? ''}
            classNames={{ list: panel['list'] ?? '', tab: panel['tab'] ?? '' }}
            keepMounted={false}
          >
            <Tabs.List px="sm">
              {tabs.map(([value, label]) => (
                <Tabs.Tab key={value} value={value}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab} className={panel['body'] ?? ''}>
              {tab === 'messages' ? (
                <Thread contactId={contact.id} />
              ) : (
                <div className={panel['padded']}>
                  {isWorkTab(tab) ? (
                    <WorkTabPanel tab={tab} contact={contact} />
                  ) : (
                    <Timeline contactId={contact.id} kind={timelineTabs[tab].kind} />
                  )}
                </div>
              )}
            </Tabs.Panel>
          </Tabs>
        </section>
        <section className={classes['side']} aria-label="Analysis">
          <Stack gap="xl">
            <TitledPart title="Why here" order={2}>
              <WhyHere contact={contact} />
            </TitledPart>
            <TitledPart title="Analysis" order={2}>
              <AnalysisCard contact={contact} />
            </TitledPart>
          </Stack>
        </section>
      </div>
    </MessageFocus.Provider>
  );
}
