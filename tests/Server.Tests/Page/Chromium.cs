namespace Atelier.Server.Tests.Page;

/// <summary>The browser of this machine.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Where it is: <c>ATELIER_CHROMIUM</c>, or on the path; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("ATELIER_CHROMIUM") ?? Find();

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
         from name in Names
         select System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

/// <summary>A test in a real browser; without one it is skipped, and says so.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "no Chromium on this machine: install the package chromium, or set ATELIER_CHROMIUM to its path";
        }
    }
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "no Chromium on this machine: install the package chromium, or set ATELIER_CHROMIUM to its path";
        }
    }
}
