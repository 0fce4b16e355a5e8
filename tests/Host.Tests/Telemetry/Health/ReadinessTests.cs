using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Telemetry.Health;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Telemetry.Health;

public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeWorkers _workers = new();
    private readonly ManualTime _time = new();
    private readonly SqliteDatabase _database;
    private string _data;

    public ReadinessTests()
    {
        _data = _folder["data"];
        _database = SqliteDatabase.Open(new DataFolder(_data), check: false);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_with_a_worker_and_a_folder_is_ready() => Assert.Empty(await Create().ProblemsAsync(default));

    [Fact]
    public async Task Without_a_worker_it_is_not()
    {
        _workers.Inventory = null;

        Assert.Equal(["no worker has started yet"], await Create().ProblemsAsync(default));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_named()
    {
        _data = _folder["gone"];

        Assert.StartsWith($"{_data} cannot be written", Assert.Single(await Create().ProblemsAsync(default)));
    }

    [Fact]
    public async Task An_answer_holds_for_two_seconds()
    {
        using var readiness = Create();
        Assert.Empty(await readiness.ProblemsAsync(default));
        _workers.Inventory = null;

        _time.Pass(1.9);
        Assert.Empty(await readiness.ProblemsAsync(default));
        _time.Pass(0.2);
        Assert.Single(await readiness.ProblemsAsync(default));
    }

    private Readiness Create() => new(
        _workers,
        new SqliteJobStore(_database, _time),
        new ServerOptions { Data = _data },
        new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
        _time,
        NullLogger<Readiness>.Instance);
}
