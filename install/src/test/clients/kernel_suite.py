"""Runs jupyter_kernel_test's suite against the Java kernel.

usage: kernel_suite.py KERNEL_NAME
"""

import sys
import unittest

import jupyter_kernel_test

KERNEL = sys.argv[1]


class JavaKernelTests(jupyter_kernel_test.KernelTests):
    """The suite, with more patience than its own: it gives a message on iopub a tenth of a second,
    which a busy machine does not always keep."""

    DEADLINE = 30
    QUIET = 0.3
    flushing = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        channel = cls.kc.iopub_channel
        receive = jupyter_kernel_test.ensure_sync(channel.get_msg)
        channel.get_msg = lambda timeout=None: receive(
            timeout=cls.QUIET if cls.flushing else cls.DEADLINE
        )

    def flush_channels(self):
        type(self).flushing = True
        try:
            super().flush_channels()
        finally:
            type(self).flushing = False

    kernel_name = KERNEL
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("beware");'

    completion_samples = [
        {"text": '"abc".isBl', "matches": {"isBlank"}},
        {"text": "Thread.currentThre", "matches": {"currentThread"}},
        {"text": "java.util.Locale.getAvailableLoc", "matches": {"getAvailableLocales"}},
    ]

    complete_code_samples = [
        "1 + 1",
        "int fortyTwo = 42;",
        "int twice(int n) { return 2 * n; }",
        "record Point(int x, int y) {}",
        'String text = """\n  block\n  """;',
        "for (int i = 0; i < 3; i++) {\n  System.out.println(i);\n}",
    ]
    incomplete_code_samples = [
        "int twice(int n) {",
        "record Point(int x,",
        'String text = """\n  block',
        "var list = java.util.List.of(1,",
    ]
    invalid_code_samples = ["int x = ;", "1 + 2)", "foo(]"]

    code_generate_error = "int[] none = new int[0]; none[1] = 1;"

    # Three different cells: history must give back each as it was sent.
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"four" + 2', "result": "four2"},
        {"code": "java.util.List.of(1, 2, 3)", "result": "[1, 2, 3]"},
    ]

    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "Math.max"

    code_page_something = 'Kernel.page("one\\ntwo");'

    code_display_data = [
        {"code": "display(6 * 7);", "mime": "text/plain"},
        {"code": 'display(MimeBundle.html("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display(MimeBundle.of("application/json", "[1]"));', "mime": "application/json"},
    ]

    code_clear_output = "clearOutput(true);"


class JavaIopubWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


def main() -> int:
    loader = unittest.TestLoader()
    suite = unittest.TestSuite(
        loader.loadTestsFromTestCase(case) for case in (JavaKernelTests, JavaIopubWelcomeTests)
    )
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    skipped = {test.id().rsplit(".", 1)[-1] for test, _ in result.skipped}
    if skipped:
        print(f"sections skipped, and none may be: {sorted(skipped)}")
    return 0 if result.wasSuccessful() and not skipped else 1


if __name__ == "__main__":
    sys.exit(main())
