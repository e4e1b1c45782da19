/**
 * Parses XML as it arrives.
 *
 * Promises: a DOCTYPE is refused, so that there are no entities besides the five of XML, external ones included, and
 * nothing is fetched or expanded.
 */
import sax from 'sax';
import { FileProblem } from './file-problem.ts';

export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export interface XmlSink {
  write(text: string): void;
  end(): void;
}

/** Its types lack `strictEntities`: only the five entities of XML are known, not those of HTML. */
const options = { strictEntities: true, position: false };

/** Names without their prefix: some programs write `x:row`. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1);

export function parseXml({ open, text, close }: XmlHandlers): XmlSink {
  const parser = sax.parser(true, options);
  parser.ondoctype = () => {
    throw new FileProblem('FORBIDDEN_XML', 'The workbook has a DOCTYPE, which is not accepted.');
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => open?.(localName(name), attributes as Record<string, string>);
  parser.ontext = (part) => text?.(part);
  parser.oncdata = (part) => text?.(part);
  parser.onclosetag = (name) => close?.(localName(name));
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof FileProblem) throw error;
      const [message] = (error as Error).message.split('\n');
      throw new FileProblem('FILE_UNREADABLE', `The workbook has invalid XML: ${message}.`);
    }
  };
  return {
    write: (part) => guarded(() => void parser.write(part)),
    end: () => guarded(() => void parser.close()),
  };
}
