using Atelier.Host.Serve;

namespace Atelier.Host.Tests.Serve;

public sealed class DataLockTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-lock-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void A_folder_is_locked_until_its_server_lets_go()
    {
        var folder = Path.Combine(_home.FullName, "new", "data");
        using (DataLock.Take(folder))
        {
            Assert.Contains($"another server runs on {folder} already", Assert.Throws<IOException>(() => DataLock.Take(folder)).Message);
        }

        DataLock.Take(folder).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_home.FullName, "file");
        File.WriteAllText(file, "");

        var folder = Path.Combine(file, "data");

        Assert.StartsWith($"{folder} cannot be written (", Assert.Throws<IOException>(() => DataLock.Take(folder)).Message);
    }
}
