import { Check, Copy } from 'lucide';
import { useState } from 'react';
import { IconButton } from './button.js';
import { useT } from './translation.js';

/** Puts `text` on the clipboard, and says that it is there. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const t = useT();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? t('card.copied') : label}
      onPress={() => void copy()}
    />
  );
};
