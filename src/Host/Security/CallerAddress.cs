using System.Net;

namespace Atelier.Host.Security;

internal static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>Whom to count a request for: an IPv4 address, or the network of an IPv6 one, since a host has all of a /64.</summary>
    public static string Address(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.GetAddressBytes() is { Length: > 4 } bytes ? Convert.ToHexString(bytes, 0, NetworkBytes) : address.ToString();
    }
}
