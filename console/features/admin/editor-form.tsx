import { ChevronLeft, History } from 'lucide';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.js';
import { Icon } from '../../components/icon.js';
import { writeAdminPlace, type AdminSection } from './admin-place.js';
import { useWords } from './admin-words.js';
import type { Editor } from './use-editor.js';

export interface EditorFormProps {
  editor: Pick<Editor<never>, 'isDirty' | 'state' | 'problems' | 'refusal' | 'submit' | 'reset'>;
  title: string;
  section: AdminSection;
  /** Whose history the audit log shows; a thing that is being made has none. */
  subjectId?: string;
  /** Puts the newest stored values in place of the typed ones. */
  onLoadNew?: () => void;
  saveTitle: string;
  children: ReactNode;
}

/** The first thing that is wrong gets the focus, so that nobody looks for it. */
const focusProblem = (form: HTMLFormElement | null): void => {
  const wrong = form?.querySelector<HTMLElement>(
    '[aria-invalid=true], [data-invalid] button, [data-invalid] input',
  );
  wrong?.focus();
  wrong?.scrollIntoView({ block: 'center' });
};

const Head = ({
  title,
  section,
  subjectId,
}: Pick<EditorFormProps, 'title' | 'section' | 'subjectId'>) => {
  const { t } = useWords();
  return (
    <header className="editor-head">
      <Link className="editor-back" href={writeAdminPlace({ section })}>
        <Icon node={ChevronLeft} />
        {t(`admin.section.${section}`)}
      </Link>
      <h2 className="editor-title">{title}</h2>
      {subjectId !== undefined && (
        <Link
          className="editor-history"
          href={writeAdminPlace({ section: 'audit', subject: subjectId })}
        >
          <Icon node={History} />
          {t('admin.history')}
        </Link>
      )}
    </header>
  );
};

const Changed = ({ onLoadNew }: { onLoadNew: () => void }) => {
  const { t } = useWords();
  return (
    <div className="form-problem editor-changed" role="alert">
      <p>{t('admin.changedMeanwhile')}</p>
      <Button size="compact" onPress={onLoadNew}>
        {t('admin.loadNew')}
      </Button>
    </div>
  );
};

/** The frame of a settings form: where one is, its sections, and a foot that says what became of the words. */
export const EditorForm = (props: EditorFormProps) => {
  const { editor, title, section, subjectId, onLoadNew, saveTitle, children } = props;
  const { state, problems, refusal, isDirty } = editor;
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const tries = useRef(false);
  const count = problems.size;
  useEffect(() => {
    if (tries.current && count > 0) focusProblem(form.current);
    if (count > 0 || refusal !== null || state === 'saved') tries.current = false;
  });
  const isChanged = refusal?.code === 'changed_meanwhile' && onLoadNew !== undefined;
  return (
    <form
      ref={form}
      className="editor"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tries.current = true;
        void editor.submit();
      }}
    >
      <div className="editor-scroll">
        <Head {...{ title, section }} {...(subjectId === undefined ? {} : { subjectId })} />
        {children}
      </div>
      <footer className="editor-foot">
        {isChanged && <Changed onLoadNew={onLoadNew} />}
        {refusal !== null && !isChanged && (
          <p className="form-problem" role="alert">
            {t(`error.${refusal.code}`)}
          </p>
        )}
        <div className="editor-actions">
          <p className="editor-state" role="status">
            {count > 0
              ? t('admin.toMend', { count })
              : isDirty
                ? t('admin.notSaved')
                : state === 'saved' && t('admin.saved')}
          </p>
          <Button tone="quiet" isDisabled={!isDirty} onPress={() => editor.reset()}>
            {t('admin.undo')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={!isDirty || state === 'saving'}>
            {state === 'saving' ? t('admin.saving') : saveTitle}
          </Button>
        </div>
      </footer>
    </form>
  );
};
