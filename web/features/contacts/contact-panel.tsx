import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AnalysisCard } from './analysis-card.tsx';
import { ContactHeader } from './contact-header.tsx';
import classes from './contact-panel.module.css';
import { useContact } from './contacts.queries.ts';
import { type FocusedMessage, MessageFocus } from './message-focus.ts';
import { Properties } from './properties.tsx';
import { StageStepper } from './stage-stepper.tsx';
import { Thread } from './thread.tsx';
import { Timeline } from './timeline.tsx';
import { useContactLive } from './use-contact-live.ts';
import { useMarkRead } from './use-mark-read.ts';
import { WhyHere } from './why-here.tsx';
import { WhyLine } from './why-line.tsx';
import { isWorkTab, WorkTabPanel, workTabs } from './work-tabs.tsx';

type Props = { contactId: string; onClose?: () => void };

/** A contact in one pane: the conversation first, all else a tab away. */
export function ContactPanel({ contactId, onClose }: Props) {
  const query = useContact(contactId);
  useContactLive(contactId);
  return (
    <div className={classes['panel']}>
      <Loaded
        query={query}
        skeleton={
          <div className={classes['padded']}>
            <SkeletonRows rows={6} withAvatar />
          </div>
        }
      >
        {(contact) => <Shown contact={contact} {...(onClose ? { onClose } : {})} />}
      </Loaded>
    </div>
  );
}

function Shown({ contact, onClose }: { contact: Contact; onClose?: () => void }) {
  const [tab, setTab] = useState<string | null>('conversation');
  const [focused, setFocused] = useState<FocusedMessage | null>(null);
  useMarkRead(contact);
  const showMessage = (externalId: string) => {
    setTab('conversation');
    setFocused({ externalId, at: Date.now() });
  };
  return (
    <MessageFocus.Provider value={{ focused, showMessage }}>
      <div className={classes['head']}>
        <ContactHeader contact={contact} {...(onClose ? { onClose } : {})} />
        <StageStepper contact={contact} />
        <WhyLine contact={contact} onMore={() => setTab('why')} />
      </div>
      <Tabs
        value={tab}
        onChange={setTab}
        className={classes['tabs'] ?? ''}
        classNames={{ list: classes['list'] ?? '', tab: classes['tab'] ?? '' }}
        keepMounted={false}
      >
        <Tabs.List px="sm">
          <Tabs.Tab value="conversation">Conversation</Tabs.Tab>
          <Tabs.Tab value="analysis">Analysis</Tabs.Tab>
          <Tabs.Tab value="why">Why here</Tabs.Tab>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          {Object.entries(workTabs).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="conversation" className={classes['body'] ?? ''}>
          <Thread contactId={contact.id} />
        </Tabs.Panel>
        <Tabs.Panel value="analysis" className={`${classes['body']} ${classes['padded']}`}>
          <AnalysisCard contact={contact} />
        </Tabs.Panel>
        <Tabs.Panel value="why" className={`${classes['body']} ${classes['padded']}`}>
          <WhyHere contact={contact} actions={false} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline" className={`${classes['body']} ${classes['padded']}`}>
          <Timeline contactId={contact.id} kind={undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="details" className={`${classes['body']} ${classes['padded']}`}>
          <Properties contact={contact} />
        </Tabs.Panel>
        {tab && isWorkTab(tab) && (
          <Tabs.Panel value={tab} className={`${classes['body']} ${classes['padded']}`}>
            <WorkTabPanel tab={tab} contact={contact} />
          </Tabs.Panel>
        )}
      </Tabs>
    </MessageFocus.Provider>
  );
}
