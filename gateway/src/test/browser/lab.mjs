/** JupyterLab as a person handles it: by its menus, files and cells. */
export class Lab {
  constructor(page, screenshots) {
    this.page = page;
    this.screenshots = screenshots;
  }

  /** Opens the page with an empty layout and waits until its launcher shows. */
  async open(url) {
    const fresh = new URL(url);
    fresh.searchParams.set('reset', '');
    await this.page.goto(fresh.href);
    await this.page.locator('.jp-Launcher').waitFor();
  }

  /** The names on the launcher's notebook cards, once there is one for a kernel. */
  async notebookCards() {
    const cards = this.page.locator('.jp-LauncherCard[data-category="Notebook"]');
    await cards.first().waitFor();
    return (await cards.locator('.jp-LauncherCard-label').allInnerTexts()).map(text => text.trim());
  }

  /** Whether each card's picture has arrived. */
  async cardsWithoutPicture() {
    return this.page
      .locator('.jp-LauncherCard-icon img')
      .evaluateAll(images => images.filter(i => !i.complete || !i.naturalWidth).map(i => i.src));
  }

  /** Double-clicks through the file browser. */
  async openNotebook(path) {
    for (const name of path.split('/')) {
      const item = this.page.locator('.jp-DirListing-item').filter({
        has: this.page.locator('.jp-DirListing-itemName').getByText(name, { exact: true })
      });
      await item.dblclick();
    }
    await this.page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell').first().waitFor();
  }

  /** Chooses an entry of a menu of the menu bar. */
  async menu(name, entry) {
    await this.page.locator('.lm-MenuBar-itemLabel').getByText(name, { exact: true }).click();
    await this.page
      .locator('.lm-Menu-item:not(.lm-mod-hidden) .lm-Menu-itemLabel')
      .getByText(entry, { exact: true })
      .click();
  }

  /** Types an answer to the prompt of a running cell. */
  async answer(text) {
    const input = this.page.locator('input.jp-Stdin-input').last();
    await input.waitFor();
    await input.scrollIntoViewIfNeeded();
    await this.picture('prompt');
    await input.fill(text);
    await input.press('Enter');
  }

  /** Rejects as soon as the page asks a question in a dialog: none of what we do should raise one. */
  async neverAsks() {
    const dialog = this.page.locator('.jp-Dialog');
    await dialog.waitFor({ timeout: 0 });
    throw new Error(`The page asks: ${(await dialog.innerText()).replace(/\s+/g, ' ')}`);
  }

  /** Waits until the notebook's toolbar names a kernel. */
  async kernelIsChosen() {
    await this.page
      .locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-KernelName')
      .filter({ hasText: /\S/, hasNotText: 'No Kernel' })
      .waitFor();
  }

  /** Waits until the notebook's own sign says that its kernel rests. */
  async kernelIsIdle() {
    await this.page
      .locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .waitFor();
  }

  /** Saves, and gives back the notebook as the server then has it. */
  async save(path) {
    const saved = this.page.waitForResponse(
      answer => answer.request().method() === 'PUT' && answer.url().includes('/api/contents/')
    );
    await this.menu('File', 'Save Notebook');
    const answer = await saved;
    if (!answer.ok()) {
      throw new Error(`Saving ${path} was answered ${answer.status()}`);
    }
    return this.notebook(path);
  }

  /** The notebook as the server has it. */
  async notebook(path) {
    return (await this.rest(`api/contents/${encodeURI(path)}?type=notebook&content=1`)).content;
  }

  /** Asks the REST interface as the page itself does. */
  async rest(path) {
    return this.page.evaluate(async where => {
      const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);
      const headers = config.token ? { Authorization: `token ${config.token}` } : {};
      const answer = await fetch(config.baseUrl + where, { headers, cache: 'no-store' });
      if (!answer.ok) {
        throw new Error(`${where} was answered ${answer.status}`);
      }
      return answer.json();
    }, path);
  }

  async picture(name) {
    await this.page.screenshot({ path: `${this.screenshots}/${name}.png` });
  }
}
