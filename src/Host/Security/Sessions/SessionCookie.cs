namespace Atelier.Host.Security.Sessions;

/// <summary>The page's cookie. A change that comes with it must also carry a header, which no other site can send.</summary>
internal static class SessionCookie
{
    /// <summary>The header of changes, with the value <c>1</c>.</summary>
    public const string ChangeHeader = "X-Atelier";

    private const string Name = "atelier_session";

    public static string? Of(HttpRequest request) => request.Cookies[Name];

    public static void Set(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name, token, Options(context, SessionBook.Lifetime));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
