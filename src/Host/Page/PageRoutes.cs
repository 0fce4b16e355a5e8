namespace Atelier.Host.Page;

internal static class PageRoutes
{
    /// <summary>The web page at <c>/</c>, from files inside the program.</summary>
    public static WebApplication MapPage(this WebApplication app) => app;
}
