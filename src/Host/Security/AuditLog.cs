using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Security;

/// <summary>Who did what that matters, for good.</summary>
internal sealed partial class AuditLog(IKeyStore store, TimeProvider time, ILogger<AuditLog> logger)
{
    /// <summary>Who acts where no caller does.</summary>
    public const string System = "system";

    /// <param name="who">A key's name, or <see cref="System"/>.</param>
    /// <param name="action">As <c>key.create</c>.</param>
    /// <param name="detail">Without secrets.</param>
    public Task WriteAsync(string who, string action, string detail, CancellationToken cancellation)
    {
        var line = OneLine.Of(detail);
        LogAudit(who, action, line);
        return store.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, line), cancellation);
    }

    public Task<IReadOnlyList<AuditEntry>> NewestAsync(int most, CancellationToken cancellation) => store.AuditLogAsync(most, cancellation);

    [LoggerMessage(LogLevel.Information, "Audit: {Who} {Action} {Detail}")]
    private partial void LogAudit(string who, string action, string detail);
}
