using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqlitePublicationStoreTests : PublicationStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IPublicationStore Store => _sqlite.Publications;

    public void Dispose() => _sqlite.Dispose();
}
