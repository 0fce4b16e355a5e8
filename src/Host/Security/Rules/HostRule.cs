using System.Net;
using Atelier.Host.Api.Errors;
using Atelier.Host.Serve;
using Atelier.Host.Texts;

namespace Atelier.Host.Security.Rules;

/// <summary>
/// The server answers to loopback's names, its own addresses and what is configured: a name of somebody else's that was made to point here
/// (DNS rebinding) is refused.
/// </summary>
internal sealed class HostRule(ServerOptions server) : IRequestRule
{
    private readonly HashSet<string> _names = new(
        ["localhost", .. server.AllowedHosts, .. server.Urls.Select(NameOf).OfType<string>()], StringComparer.OrdinalIgnoreCase);

    public ApiError? Check(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return _names.Contains(host) || IsOwnAddress(host, context.Connection.LocalIpAddress)
            ? null
            : new ApiError(StatusCodes.Status400BadRequest, "host_refused",
                $"{OneLine.Quoted(host)} is not a name of this server; add it to server.allowedHosts if it should be");
    }

    // An address cannot be made to point elsewhere. Behind 0.0.0.0 and [::] the one that the connection came in by is meant.
    private static bool IsOwnAddress(string host, IPAddress? local) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
        && (IPAddress.IsLoopback(address) || (local is not null && Same(address).Equals(Same(local))));

    private static IPAddress Same(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string? NameOf(string url) => BindingAddress.Parse(url).Host is var host && host is not ("*" or "+") ? host : null;
}
