using Atelier.Host.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Security.Rules;

/// <summary>
/// A change has a JSON body or none. What forms can send without asking (<c>text/plain</c>, form fields, files) is refused, but for the
/// routes that say that they take it.
/// </summary>
internal sealed class ContentTypeRule : IRequestRule
{
    private const string Json = "application/json";

    public ApiError? Check(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        var hasBody = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
        if (request.ContentType is null && !hasBody)
        {
            return null;
        }

        var taken = context.GetEndpoint()?.Metadata.GetMetadata<TakesContent>()?.Types ?? [Json];
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && taken.Any(one => type.MediaType.Equals(one, StringComparison.OrdinalIgnoreCase))
            ? null
            : new ApiError(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", $"send the body as {string.Join(" or ", taken)}");
    }
}

/// <summary>The content types that a route takes in place of JSON.</summary>
internal sealed record TakesContent(params string[] Types);
