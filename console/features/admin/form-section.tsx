import { useId, type ReactNode } from 'react';

export interface FormSectionProps {
  title: string;
  /** What these settings do, in a sentence or two. */
  about?: string;
  children: ReactNode;
}

/** A part of a long form: what it is about on the left, its fields on the right. */
export const FormSection = ({ title, about, children }: FormSectionProps) => {
  const id = useId();
  return (
    <section className="form-section" aria-labelledby={id}>
      <div className="form-section-about">
        <h3 className="section-title" id={id}>
          {title}
        </h3>
        {about !== undefined && <p className="quiet">{about}</p>}
      </div>
      <div className="form-section-fields">{children}</div>
    </section>
  );
};
