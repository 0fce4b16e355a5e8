using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Atelier.Host.Serve;

/// <summary>Where this server is reached from its own machine, once it listens.</summary>
internal sealed class OwnAddress(IServer server)
{
    private const string Socket = "http://unix:";

    /// <summary>An address as <c>http://127.0.0.1:7860</c> or <c>http://unix:/run/atelier.sock</c>.</summary>
    public string Text => server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        ? LocalOf(addresses.OrderBy(Rank).First())
        : throw new InvalidOperationException("the server does not listen yet");

    /// <summary>Every address of this machine includes loopback's.</summary>
    internal static string LocalOf(string address)
    {
        if (address.StartsWith(Socket, StringComparison.OrdinalIgnoreCase))
        {
            return address;
        }

        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}";
    }

    // A certificate is for the name that others know.
    private static int Rank(string address) =>
        address.StartsWith(Socket, StringComparison.OrdinalIgnoreCase)
            ? 0
            : address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? 1 : 2;
}
