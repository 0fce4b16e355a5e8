using Atelier.Host.FrontEnds;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.FrontEnds.Lent;

/// <summary>A server, and what it lends a front end named <c>echo</c>.</summary>
internal sealed class LentServer : IAsyncDisposable
{
    private LentServer(ApiServer server)
    {
        Server = server;
        Host = Open("echo");
    }

    public ApiServer Server { get; }

    public ILentHost Host { get; }

    /// <summary>What was reported.</summary>
    public List<string> Reports { get; } = [];

    public static async Task<LentServer> StartAsync(string? publicUrl = null) =>
        new(await ApiServer.StartAsync(options => options with { PublicUrl = publicUrl }));

    /// <summary>What another front end is lent.</summary>
    public ILentHost Open(string name) => Server.Services.GetRequiredService<IFrontEndHosts>().Open(name, Reports.Add);

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Server.DisposeAsync();
    }
}
