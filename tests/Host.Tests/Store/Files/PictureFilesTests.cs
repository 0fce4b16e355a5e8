using System.Security.Cryptography;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store.Files;

public sealed class PictureFilesTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly TemporaryFolder _folder = new();
    private readonly PictureFiles _files;

    public PictureFilesTests()
    {
        DataFolder.Create(Data.Path);
        _files = new PictureFiles(Data, TimeProvider.System, new Ulids(TimeProvider.System, RandomNumberGenerator.Fill));
    }

    private static CancellationToken None => CancellationToken.None;

    private DataFolder Data => new(_folder["data"]);

    [Fact]
    public async Task A_file_comes_back_by_its_hash()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);

        var hash = await _files.PutAsync(content, None);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), hash);
        Assert.Equal(content, await ReadAsync(hash));
        Assert.Equal([PathOf(hash)], Files());
    }

    [Fact]
    public async Task The_same_content_is_kept_once_by_however_many()
    {
        var content = RandomNumberGenerator.GetBytes(10_000);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _files.PutAsync(content, None)));

        Assert.Equal([PathOf(hashes.Distinct().Single())], Files());
        Assert.Equal(content, await ReadAsync(hashes[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../etc/passwd")]
    [InlineData("..aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_hash_or_not_kept_is_not_there(string hash) => Assert.Null(_files.Open(hash));

    [Fact]
    public async Task Others_may_not_look_in()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = PathOf(await _files.PutAsync(new byte[] { 1 }, None));

        Assert.Equal(DataFolder.FileMode, File.GetUnixFileMode(path));
        Assert.Equal(DataFolder.FolderMode, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.Equal(DataFolder.FolderMode, File.GetUnixFileMode(Data.Pictures));
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_written_again()
    {
        var content = RandomNumberGenerator.GetBytes(1000);
        var hash = await _files.PutAsync(content, None);
        await File.WriteAllBytesAsync(PathOf(hash), content[..500]);

        await _files.PutAsync(content, None);

        Assert.Equal(content, await ReadAsync(hash));
    }

    [Fact]
    public async Task A_sweep_takes_what_is_old_and_unnamed_and_nothing_else()
    {
        var (named, young, old) = (await PutAsync(old: true), await PutAsync(old: false), await PutAsync(old: true));
        Directory.CreateDirectory(Path.Combine(Data.Pictures, ".tmp"));
        var halfWritten = Path.Combine(Data.Pictures, ".tmp", "x");
        await File.WriteAllBytesAsync(halfWritten, [1]);
        File.SetLastWriteTimeUtc(halfWritten, (TimeProvider.System.GetUtcNow() - (2 * Hour)).UtcDateTime);

        Assert.Equal(2, await _files.SweepAsync(new HashSet<string> { named }, Hour, None));

        Assert.Equal(new[] { PathOf(named), PathOf(young) }.Order(), Files().Order());
        Assert.Null(_files.Open(old));
    }

    [Fact]
    public async Task A_file_that_is_put_again_is_young_again()
    {
        var content = RandomNumberGenerator.GetBytes(10);
        var hash = await _files.PutAsync(content, None);
        Age(hash);

        await _files.PutAsync(content, None);

        Assert.Equal(0, await _files.SweepAsync(new HashSet<string>(), Hour, None));
        Assert.Equal(content, await ReadAsync(hash));
    }

    [Fact]
    public async Task What_is_put_while_sweeps_run_stays()
    {
        var content = RandomNumberGenerator.GetBytes(10);
        using var stop = new CancellationTokenSource();
        var sweeping = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _files.SweepAsync(new HashSet<string>(), Hour, None);
            }
        });
        for (var i = 0; i < 200; i++)
        {
            var hash = await _files.PutAsync(content, None);
            await WaitForAsync(hash);
            Age(hash);
        }

        await stop.CancelAsync();
        await sweeping;
    }

    public void Dispose() => _folder.Dispose();

    // A sweep that began before may hold it for a moment, and puts it back.
    private async Task WaitForAsync(string hash)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (_files.Open(hash) is { } stream)
            {
                await stream.DisposeAsync();
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("the file is gone");
    }

    private async Task<string> PutAsync(bool old)
    {
        var hash = await _files.PutAsync(RandomNumberGenerator.GetBytes(10), None);
        if (old)
        {
            Age(hash);
        }

        return hash;
    }

    private void Age(string hash)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathOf(hash), (TimeProvider.System.GetUtcNow() - (2 * Hour)).UtcDateTime);
        }
        catch (FileNotFoundException)
        {
            // A sweep that began before holds it.
        }
    }

    private async Task<byte[]> ReadAsync(string hash)
    {
        await using var stream = _files.Open(hash);
        using var content = new MemoryStream();
        await stream!.CopyToAsync(content);
        return content.ToArray();
    }

    private string PathOf(string hash) => Path.Combine(Data.Pictures, hash[..2], hash[2..]);

    private string[] Files() => Directory.GetFiles(Data.Pictures, "*", SearchOption.AllDirectories);
}
