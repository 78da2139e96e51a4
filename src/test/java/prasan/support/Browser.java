package prasan.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Headless Chromium, the one of the system: {@code /usr/bin/chromium} with {@code /usr/bin/node}. Where they are missing
 * the tests fail; they are not skipped. One thread.
 */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path NODE = Path.of("/usr/bin/node");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> errors = new ArrayList<>();

    private Browser(Playwright playwright) {
        this.playwright = playwright;
        // no sandbox: tests may run as root; the rest keeps the browser from calling home
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    public static Browser launch() {
        Stream.of(CHROMIUM, NODE).filter(Files::notExists).findFirst().ifPresent(missing -> {
            throw new IllegalStateException(missing + " is missing: .ci/run installs it");
        });
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        environment.put("PLAYWRIGHT_NODEJS_PATH", NODE.toString());
        return new Browser(Playwright.create(new Playwright.CreateOptions().setEnv(environment)));
    }

    /** A fresh visitor with a window of this size, in Thai, in Bangkok. */
    public Page page(int width, int height) {
        Page page = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("th-TH")
                        .setTimezoneId("Asia/Bangkok"))
                .newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        return page;
    }

    /** Closes all pages and forgets their errors: call it after each test, before the server is stopped. */
    public void closePages() {
        chromium.contexts().forEach(BrowserContext::close);
        errors.clear();
    }

    /** What went wrong in the scripts of the open pages, and what their policy refused. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Saves what the window shows, to be looked at. */
    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** The buttons and links whose label does not fit into them; and the page itself, if it is wider than the window. */
    @SuppressWarnings("unchecked")
    public static List<String> cut(Page page) {
        return (List<String>) page.evaluate("""
                () => [
                  ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
                  ...[...document.querySelectorAll('button, a, [role=button]')]
                    .filter(it => it.checkVisibility() && /\\p{L}/u.test(it.textContent) && (it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight + 1))
                    .map(it => it.textContent)]
                """);
    }

    /** The visible buttons and links whose label was cut before it came to the page. */
    @SuppressWarnings("unchecked")
    public static List<String> shortened(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('button, a, [role=button]')]
                  .filter(it => it.checkVisibility())
                  .map(it => it.textContent.trim())
                  .filter(label => /(…|\\.\\.\\.)$/.test(label))
                """);
    }

    /** The visible texts smaller than 18 pixels. */
    @SuppressWarnings("unchecked")
    public static List<String> tooSmall(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                  .filter(it => it.checkVisibility() && parseFloat(getComputedStyle(it).fontSize) < 18
                    && [...it.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()))
                  .map(it => it.textContent)
                """);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
