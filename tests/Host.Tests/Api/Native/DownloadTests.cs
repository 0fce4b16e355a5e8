using System.Net;
using System.Text.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.Net;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Downloads.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public sealed class DownloadTests : IAsyncLifetime
{
    private const string Downloads = "/api/v1/downloads";
    private readonly TemporaryFolder _models = new();
    private HuggingFaceDouble _hub = null!;
    private ApiServer _server = null!;
    private HttpClient _operator = null!;

    public async Task InitializeAsync()
    {
        _hub = await HuggingFaceDouble.StartAsync();
        _hub.Offer("me/ships",
            new Dictionary<string, byte[]> { ["ships.safetensors"] = SmallModel.File(5000), ["README.md"] = "Draws ships."u8.ToArray() });
        _server = await ApiServer.StartAsync(replace: services =>
        {
            var options = (AtelierOptions)services.Last(service => service.ServiceType == typeof(AtelierOptions)).ImplementationInstance!;
            services.AddSingleton(options with
            {
                Folders = options.Folders with { Models = _models.Path },
                Hubs = new HubOptions { HuggingFace = _hub.Url, HuggingFaceToken = new Secret("hf_secret") },
                Network = new NetworkOptions { Allow = [IPNetwork.Parse("127.0.0.1/32")] },
            });
        });
        _operator = await _server.ClientAsync(Role.Operator);
    }

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        await _server.DisposeAsync();
        await _hub.DisposeAsync();
        _models.Dispose();
    }

    [Fact]
    public async Task A_preview_shows_files_card_and_terms_and_fetches_nothing()
    {
        var offer = await _operator.PostAsync($"{Downloads}/preview", new { source = "hf:me/ships" }).JsonAsync();

        Assert.Equal("ships", offer.GetProperty("name").GetString());
        Assert.Equal("CreativeML Open RAIL-M", offer.GetProperty("licence").GetProperty("name").GetString());
        Assert.Equal("Draws ships.", offer.GetProperty("card").GetString());
        Assert.Equal("ships.safetensors", offer.GetProperty("files")[0].GetProperty("path").GetString());
        Assert.False(offer.GetProperty("exists").GetBoolean());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_models.Path));
    }

    [Fact]
    public async Task A_download_is_accepted_listed_made_and_taken_from_the_list()
    {
        var created =
            await _operator.PostAsync(Downloads, new { source = "hf:me/ships", name = "boats", acceptLicence = true }).JsonAsync(202);
        var id = created.GetProperty("id").GetString();
        var done = await EndedAsync(id!);

        Assert.Equal("succeeded", done.GetProperty("state").GetString());
        Assert.Equal(done.GetProperty("bytes").GetInt64(), done.GetProperty("received").GetInt64());
        Assert.True(File.Exists(_models["boats.safetensors"]));
        var list = await _operator.GetAsync(Downloads).JsonAsync();
        Assert.Equal(id, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        await _operator.DeleteAsync($"{Downloads}/{id}").JsonAsync(204);
        Assert.Empty((await _operator.GetAsync(Downloads).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.True(File.Exists(_models["boats.safetensors"]));
    }

    [Fact]
    public async Task Without_accepting_the_licence_nothing_is_fetched()
    {
        var problem = await _operator.PostAsync(Downloads, new { source = "hf:me/ships" }).ProblemAsync(400);

        Assert.Equal("acceptLicence", problem.GetProperty("field").GetString());
        Assert.Contains("CreativeML Open RAIL-M", problem.GetProperty("detail").GetString());
        Assert.Empty((await _operator.GetAsync(Downloads).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"source":"nothing"}""", 400, "source")]
    [InlineData("""{"source":"hf:me/ships","file":"x.safetensors"}""", 400, "file")]
    [InlineData("""{"source":"hf:me/ships","name":"../up"}""", 400, "name")]
    [InlineData("""{"source":"https://169.254.169.254/a.safetensors"}""", 400, "source")]
    [InlineData("""{"source":"hf:me/none"}""", 404, "source")]
    [InlineData("""{"source":"hf:me/ships","nmae":"x"}""", 400, "nmae")]
    [InlineData("""{"source":5}""", 400, "source")]
    [InlineData("{}", 400, "source")]
    public async Task What_cannot_be_fetched_is_refused_by_field(string body, int status, string field)
    {
        var problem = await _operator.PostTextAsync(Downloads, body).ProblemAsync(status);

        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_model_that_is_there_is_a_conflict_unless_it_is_to_be_replaced()
    {
        await File.WriteAllTextAsync(_models["ships.safetensors"], "mine");

        var problem = await _operator.PostAsync(Downloads, new { source = "hf:me/ships", acceptLicence = true }).ProblemAsync(409);
        var created =
            await _operator.PostAsync(Downloads, new { source = "hf:me/ships", acceptLicence = true, replace = true }).JsonAsync(202);

        Assert.Equal("name", problem.GetProperty("field").GetString());
        Assert.Equal("succeeded", (await EndedAsync(created.GetProperty("id").GetString()!)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Only_operators_fetch_models()
    {
        using var user = await _server.ClientAsync(Role.User);

        await user.PostAsync($"{Downloads}/preview", new { source = "hf:me/ships" }).ProblemAsync(403);
        await user.PostAsync(Downloads, new { source = "hf:me/ships", acceptLicence = true }).ProblemAsync(403);
        await user.GetAsync(Downloads).ProblemAsync(403);
        Assert.Empty(_hub.Requests);
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_found()
    {
        await _operator.GetAsync($"{Downloads}/0123456789abcdef").ProblemAsync(404);
        await _operator.DeleteAsync($"{Downloads}/..%2f..").ProblemAsync(404);
    }

    [Fact]
    public async Task The_token_is_in_no_answer_and_no_log()
    {
        _hub.Status("/api/models/me/gated/revision/main", 403, ("X-Error-Code", "GatedRepo"));

        var problem = await _operator.PostAsync(Downloads, new { source = "hf:me/gated", acceptLicence = true }).ProblemAsync(422);

        Assert.Equal("Bearer hf_secret", Assert.Single(_hub.Requests).Authorization);
        Assert.DoesNotContain("hf_secret", problem.GetRawText());
        Assert.DoesNotContain("hf_secret", string.Join('\n', _server.Log.Lines));
    }

    private async Task<JsonElement> EndedAsync(string id)
    {
        using var bound = new CancellationTokenSource(Downloading.Bound);
        while (true)
        {
            var download = await _operator.GetAsync($"{Downloads}/{id}", bound.Token).JsonAsync();
            if (download.GetProperty("state").GetString() is not ("waiting" or "running"))
            {
                return download;
            }

            await Task.Delay(10, bound.Token);
        }
    }
}
