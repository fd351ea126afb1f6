/** Stripes that tell one area from another without its colour; the id names them in this document. */
export const Hatch = ({ id }: { id: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect className="hatch-ground" width="6" height="6" />
    <line className="hatch-line" x1="0" y1="0" x2="0" y2="6" />
  </pattern>
);

/** A sample of an area, for the legend. */
export const Swatch = ({ kind, hatchId }: { kind: string; hatchId?: string }) => (
  <svg className="swatch" aria-hidden="true">
    <rect
      className={`area-${kind}`}
      width="100%"
      height="100%"
      {...(hatchId === undefined ? {} : { fill: `url(#${hatchId})` })}
    />
  </svg>
);
