namespace Atelier.Host.Api.OpenAI;

/// <summary><c>x-request-id</c>: what a caller quotes when asking about a request, and the server's log has too.</summary>
internal static class RequestIds
{
    public static void Add(HttpContext context) =>
        context.Response.Headers["x-request-id"] = $"req_{context.TraceIdentifier.Replace(':', '_')}";

    /// <summary>Adds it to a route's answers.</summary>
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Add(context.HttpContext);
        return next(context);
    }
}
