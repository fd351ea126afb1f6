import { formatPhone } from '../../shared/domain/phone.js';
import { CopyButton } from './copy-button.js';
import { useT } from './translation.js';

/** A number to call: by the telephone of this device, or copied to another one. */
export const PhoneNumber = ({ phone }: { phone: string }) => {
  const t = useT();
  return (
    <span className="phone-number">
      <a className="figures" href={`tel:${phone}`}>
        {formatPhone(phone)}
      </a>
      <CopyButton text={phone} label={t('callback.copy')} />
    </span>
  );
};
