using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteKeyStoreTests : KeyStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IKeyStore Store => new SqliteKeyStore(_sqlite.Database);

    public void Dispose() => _sqlite.Dispose();
}
