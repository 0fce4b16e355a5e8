using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;

namespace Atelier.Host.Cli.Keys;

/// <summary>The keys of a data folder, opened for one command.</summary>
internal sealed class KeyFolder(CommandContext context, string? data) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(data is null ? context.Options.Server : context.Options.Server with { Data = Path.GetFullPath(data) })
        .AddSingleton(context.Time)
        .AddLogging()
        .AddStore(check: false)
        .AddKeys()
        .BuildServiceProvider();

    public KeyRing Keys => _services.GetRequiredService<KeyRing>();

    public AuditLog Audit => _services.GetRequiredService<AuditLog>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
