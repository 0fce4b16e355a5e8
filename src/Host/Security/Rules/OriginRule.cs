using Atelier.Host.Api.Errors;
using Atelier.Host.Serve;

namespace Atelier.Host.Security.Rules;

/// <summary>Where a browser says which site a request comes from, it must be this one. <c>null</c> (sandboxes, files) is no site.</summary>
internal sealed class OriginRule(ServerOptions server) : IRequestRule
{
    public ApiError? Check(HttpContext context)
    {
        var request = context.Request;
        var origins = request.Headers.Origin;
        return origins.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<OpenToOtherSites>() is not null
            || (origins.Count == 1 && (origins[0] == $"{request.Scheme}://{request.Host}" || server.AllowedOrigins.Contains(origins[0])))
            ? null
            : new ApiError(StatusCodes.Status403Forbidden, "origin_refused",
                "the request comes from another site's page; add that site to server.allowedOrigins if it may");
    }
}
