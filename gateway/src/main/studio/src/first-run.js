import { INotebookTracker } from '@jupyterlab/notebook';

/**
 * Lets all cells that wait for a notebook's first kernel wait for the same one. As it is, each cell
 * of "Run All" asks for a kernel of its own, and all but one of them are then not run.
 */
export const firstRun = {
  id: 'perijove:first-run',
  description: "Starts one kernel for all cells of a notebook's first run.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (app, notebooks) => {
    notebooks.forEach(panel => shareStart(panel.sessionContext));
    notebooks.widgetAdded.connect((_, panel) => shareStart(panel.sessionContext));
  }
};

function shareStart(sessionContext) {
  const start = sessionContext.startKernel.bind(sessionContext);
  let starting = null;
  sessionContext.startKernel = () => {
    starting ??= start().finally(() => {
      starting = null;
    });
    return starting;
  };
}
