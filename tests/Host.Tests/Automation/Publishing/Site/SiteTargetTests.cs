using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Automation.Publishing.Site;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Tests.Store.Sqlite;

namespace Atelier.Host.Tests.Automation.Publishing.Site;

public sealed class SiteTargetTests : PublishTargetCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly BreakingFiles _files;

    public SiteTargetTests() =>
        _files = new BreakingFiles(new PictureFiles(_sqlite.Data, TimeProvider.System, new Ulids(TimeProvider.System, _ => { })));

    private protected override IPublishTarget Target =>
        new SiteTarget(
            new PublicationKeeper(_sqlite.Publications, _files), _sqlite.Publications, new ServerOptions { Data = _sqlite.Data.Path });

    private protected override string Settings => """{"kind":"site"}""";

    public void Dispose() => _sqlite.Dispose();

    // As the routes find it.
    private protected override async Task<byte[]?> ReadAsync(string path)
    {
        var parts = path.Split('/');
        if (parts.Length == 1)
        {
            return await _sqlite.Publications.FindShownAsync(path[..^".json".Length], default) is { } shown
                ? PublicationIndex.Write(shown.Facts)
                : null;
        }

        var file = (await _sqlite.Publications.FindAsync(parts[0], parts[1], default))?.Facts.Files.FirstOrDefault(
            file => file.Name == parts[2]);
        if (file is null || _files.Open(file.Hash) is not { } stream)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await using (stream)
        {
            await stream.CopyToAsync(bytes);
        }

        return bytes.ToArray();
    }

    private protected override bool Break(Publication next, int step)
    {
        _files.FailAt = step;
        return step < next.Files.Count;
    }

    private protected override void Mend() => _files.FailAt = null;

    private sealed class BreakingFiles(IPictureFiles files) : IPictureFiles
    {
        public int? FailAt { get; set; }

        public Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
            FailAt-- == 0 ? throw new RunException("publish_failed", "the disk is full") : files.PutAsync(content, cancellation);

        public Stream? Open(string hash) => files.Open(hash);

        public bool Touch(string hash) => files.Touch(hash);

        public Task<int> SweepAsync(IReadOnlySet<string> named, TimeSpan age, CancellationToken cancellation) =>
            files.SweepAsync(named, age, cancellation);
    }
}
