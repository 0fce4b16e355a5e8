namespace Atelier.Host.Api.Native;

internal static class NativeApi
{
    /// <summary><c>/api/v1</c>: everything the server can do.</summary>
    public static WebApplication MapNativeApi(this WebApplication app) => app;
}
