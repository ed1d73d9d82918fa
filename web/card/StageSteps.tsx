/** The way of a document through its stages: where it has been, where it is, and the stages one may move to now. */
import type { ReactElement } from 'react';
import type { Document } from '../../kernel/document.ts';
import { stageLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import styles from './document.module.css';

export function StageSteps({ entity, row, onMove }: { entity: Document; row: DataRow; onMove: (to: string) => void }): ReactElement | null {
  const t = useT();
  const tc = useT(cardMessages);
  const stages = Object.keys(entity.stages);
  if (stages.length < 2) return null;
  const current = asText(row.stage);
  const at = stages.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={tc('stage.way')}>
      {stages.map((stage, index) => {
        const label = stageLabel(t, entity.name, stage);
        const colour = `var(--stage-${entity.stages[stage]?.colour ?? 'grey'})`;
        const may = row.can.to?.includes(stage) === true && stage !== current;
        return (
          <li key={stage} style={{ '--c': colour }} data-state={stage === current ? 'now' : index < at ? 'was' : 'ahead'}>
            <button
              type="button"
              disabled={!may && stage !== current}
              aria-current={stage === current ? 'step' : undefined}
              title={may ? tc('stage.moveTo', { stage: label }) : undefined}
              onClick={() => may && onMove(stage)}
            >
              {label}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

export function StageMark({ type, stage, colour }: { type: string; stage: string; colour: string }): ReactElement {
  const t = useT();
  return (
    <span className={styles.stage} style={{ color: `var(--stage-${colour})` }}>
      {stageLabel(t, type, stage)}
    </span>
  );
}
