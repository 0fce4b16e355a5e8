using System.IO.Compression;
using System.Net.Http.Headers;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Native;

/// <summary>
/// Plugins come by the folder alone. Whoever packs one that leads out of its folder, or swells without end, finds nobody who unpacks it.
/// </summary>
public class PluginUploadTests
{
    [Theory]
    [InlineData("POST", "/api/v1/plugins")]
    [InlineData("PUT", "/api/v1/plugins/evil")]
    [InlineData("POST", "/api/v1/plugins/evil")]
    [InlineData("POST", "/api/v1/plugins/rescan")]
    [InlineData("POST", "/api/v1/uploads")]
    public async Task An_archive_is_refused_whole(string method, string address)
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync(Role.Admin);
        var before = Files(server);

        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new ByteArrayContent(Archive()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/zip");
        using var response = await admin.SendAsync(request);

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Equal(before, Files(server));
        Assert.False(File.Exists(Path.Combine(server.Data, "..", "x.txt")));
    }

    private static byte[] Archive()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["../x.txt", "plugin.json", "/etc/x.txt"])
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(new byte[100_000]);
            }

            var link = archive.CreateEntry("link");
            link.ExternalAttributes = 0xA1FF << 16;
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        }

        return file.ToArray();
    }

    // The database's own files grow whatever happens.
    private static IEnumerable<string> Files(ApiServer server) =>
        Directory.GetFileSystemEntries(server.Data, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith("atelier.db", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
