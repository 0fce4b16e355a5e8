using System.Net;
using System.Net.Sockets;

namespace Atelier.Host.Net;

/// <summary>Asks for the addresses of a name.</summary>
internal delegate Task<IPAddress[]> HostLookup(string name, CancellationToken cancellation);

/// <summary>
/// Opens connections to allowed addresses only. It checks the very address that it connects to, so that a name which answers differently
/// the second time gains nothing.
/// </summary>
internal static class GuardedConnection
{
    /// <summary>
    /// A handler whose every connection is checked. It follows no redirects and uses no proxy, since either would connect unchecked.
    /// </summary>
    /// <param name="resolve">What a name leads to; null asks the system.</param>
    public static SocketsHttpHandler Handler(AddressRules rules, HostLookup? resolve = null) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback =
            async (context, cancellation) =>
                await OpenAsync(context.DnsEndPoint, rules, resolve ?? Dns.GetHostAddressesAsync, cancellation),
    };

    private static string Fault(AddressRules rules) => rules.Public ? "is not a public address" : "plain http may not call";

    private static async Task<Stream> OpenAsync(DnsEndPoint host, AddressRules rules, HostLookup resolve, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal)
            ? [literal]
            : await resolve(host.Host, cancellation);
        var allowed = addresses.Where(rules.Allows).ToArray();
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException(addresses.Length == 0
                ? $"{host.Host} has no address"
                : $"{host.Host} leads to {addresses[0]}, which {Fault(rules)}; {rules.Setting} can allow it");
        }

        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], host.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                if (exception is not SocketException || i == allowed.Length - 1)
                {
                    throw;
                }
            }
        }
    }
}
