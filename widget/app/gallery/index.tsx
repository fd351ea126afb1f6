import '../styles/gallery.css';
import { samples } from './samples.js';

const widths = ['narrow', 'wide'] as const;

/** All states beside each other, at the narrowest phone and at the size of the panel. */
export const Index = () => (
  <div class="gallery">
    {Object.keys(samples).map((name) => (
      <section key={name}>
        <h2 class="heading" id={name}>
          <a href={`?state=${name}`}>{name}</a>
        </h2>
        <div class="gallery-row">
          {widths.map((width) => (
            <iframe
              key={width}
              class={`gallery-frame is-${width}`}
              title={`${name}, ${width}`}
              src={`?state=${name}${location.search.replace('?', '&')}`}
              loading="lazy"
            />
          ))}
        </div>
      </section>
    ))}
  </div>
);
