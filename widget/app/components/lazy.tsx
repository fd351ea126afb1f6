import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const againAfterMs = 2_000;

/** A component whose code is fetched when it is first shown; until then `fallback`. A lost chunk is fetched again. */
export const lazy = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: VNode | null = null,
): ComponentType<Props> => {
  let Loaded: ComponentType<Props> | null = null;
  return (props: Props) => {
    const [isLoaded, setLoaded] = useState(Loaded !== null);
    useEffect(() => {
      if (isLoaded) return undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isGone = false;
      const fetchIt = () => {
        load().then(
          (component) => {
            Loaded = component;
            if (!isGone) setLoaded(true);
          },
          () => {
            if (!isGone) timer = setTimeout(fetchIt, againAfterMs);
          },
        );
      };
      fetchIt();
      return () => {
        isGone = true;
        clearTimeout(timer);
      };
    }, [isLoaded]);
    return Loaded ? <Loaded {...props} /> : fallback;
  };
};
