import { ILabShell } from '@jupyterlab/application';
import { LabIcon } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';

import svgstr from '../../resources/dev/perijove/gateway/studio/idle.svg';

/** Our mark in the corner of the page, where JupyterLab has its own. */
export const logo = {
  id: 'perijove:logo',
  description: "Shows Perijove's mark.",
  autoStart: true,
  requires: [ILabShell],
  activate: (app, shell) => {
    const mark = new Widget();
    mark.id = 'jp-MainLogo';
    new LabIcon({ name: 'perijove:logo', svgstr }).element({
      container: mark.node,
      elementPosition: 'center',
      margin: '2px 2px 2px 8px',
      height: 'auto',
      width: '18px'
    });
    shell.add(mark, 'top', { rank: 0 });
  }
};

/** The plugin that ours stands in for. */
export const replacedByLogo = '@jupyterlab/application-extension:logo';
