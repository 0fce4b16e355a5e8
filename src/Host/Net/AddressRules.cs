using System.Net;

namespace Atelier.Host.Net;

/// <summary>
/// Which addresses may be called on someone's behalf: public ones, and those that the owner allows. Who may name a URL must not reach the
/// machine itself, its network or a cloud's metadata through the server.
/// </summary>
/// <param name="allowed">Networks that may be called though they are not public.</param>
/// <param name="setting">The setting that says so, for messages.</param>
internal sealed class AddressRules(IReadOnlyList<IPNetwork> allowed, string setting = "network.allow")
{
    // RFC 6890 and its successors: everything that is not plain unicast on the open internet.
    private static readonly IPNetwork[] NotPublic =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Inside 2000::/3: Teredo and its like, documentation, 6to4. The last and the first carry an IPv4 address of anyone's choice.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    /// <summary>The setting that can allow more.</summary>
    public string Setting => setting;

    /// <summary>Whether public addresses may be called. Default true.</summary>
    public bool Public { get; init; } = true;

    /// <summary>Whether the setting names any network.</summary>
    public bool NamesAny => allowed.Count > 0;

    /// <summary>Whether the setting names a network that this address is in.</summary>
    public bool Names(IPAddress address) => allowed.Any(network => network.Contains(Plain(address)));

    /// <summary>Whether a connection to this address may be made.</summary>
    public bool Allows(IPAddress address) => Names(address) || (Public && IsPublic(Plain(address)));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || PublicV6.Contains(address))
        && !NotPublic.Any(network => network.Contains(address));
}
