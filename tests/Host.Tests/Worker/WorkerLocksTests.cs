using Atelier.Host.Serve;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Worker;

public sealed class WorkerLocksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_worker_is_gone_when_nobody_holds_its_lock()
    {
        var locks = new WorkerLocks(new ServerOptions { Data = _folder.Path });
        Assert.True(locks.IsGone("a"));

        using (locks.Hold("a"))
        {
            Assert.False(locks.IsGone("a"));
            Assert.True(locks.IsGone("b"));
        }

        Assert.True(locks.IsGone("a"));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_a_crash_left_is_cleared_away()
    {
        var locks = new WorkerLocks(new ServerOptions { Data = _folder.Path });
        var left = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "workers")).FullName, "a.lock");
        File.WriteAllText(left, "");

        Assert.True(locks.IsGone("a"));

        Assert.False(File.Exists(left));
    }

    public void Dispose() => _folder.Dispose();
}
