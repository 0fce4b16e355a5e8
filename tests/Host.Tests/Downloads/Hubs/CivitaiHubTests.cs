using System.Text.Json;
using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Downloads.Hubs;

public sealed class CivitaiHubTests : IAsyncLifetime
{
    private const string Token = "key_0123456789";
    private static readonly byte[] Bytes = SmallModel.File(3000);
    private CivitaiDouble _hub = null!;
    private Hub _store = null!;

    public async Task InitializeAsync()
    {
        _hub = await CivitaiDouble.StartAsync();
        _store = await Hub.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task A_version_is_fetched_checked_and_its_terms_kept_beside_it()
    {
        _hub.Offer(123, new Dictionary<string, byte[]> { ["harbours_v20.safetensors"] = Bytes }, _store);
        using var downloading = new Downloading(civitai: _hub.Url);

        await downloading.PullAsync("civitai:123");

        Assert.Equal(["harbours_v20.atelier-source.json", "harbours_v20.safetensors"], downloading.Placed());
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(downloading.PathOf("harbours_v20.safetensors")));
        var record = SourceRecord.Of(downloading.PathOf("harbours_v20.safetensors"))!;
        Assert.Equal(("civitai:123", "v2.0", "SD 1.5"), (record.Source, record.Revision, record.BaseModel));
        Assert.Equal(["moonlit", "harbour"], record.TrainedWords);
        Assert.Equal(Hub.Sha256(Bytes), record.Sha256["harbours_v20.safetensors"]);
    }

    [Fact]
    public async Task Card_and_restrictions_are_told()
    {
        _hub.Offer(123, new Dictionary<string, byte[]> { ["h.safetensors"] = Bytes }, _store);
        using var downloading = new Downloading(civitai: _hub.Url);

        var offer = await downloading.Hubs.DescribeAsync("civitai:123", null, null, CancellationToken.None);

        Assert.Equal("Harbours\n\nThe second.\n\nPorts & piers.", offer.Card);
        Assert.Equal(
            ["Name its maker wherever it is used", "It must not be offered as a service for money",
                "The model and merges of it must not be sold", "Merges of it must keep these permissions"],
            offer.Restrictions);
        Assert.Equal(new Uri(_hub.Url, "models/122?modelVersionId=123").ToString(), offer.Page);
    }

    [Theory]
    [InlineData("""{"allowCommercialUse":"Sell"}""", 0)]
    [InlineData("""{"allowCommercialUse":"Rent"}""", 1)]
    [InlineData("""{"allowCommercialUse":"None"}""", 3)]
    [InlineData("""{"allowCommercialUse":"{Image,RentCivit,Sell}"}""", 1)]
    [InlineData("""{"allowCommercialUse":[]}""", 3)]
    [InlineData("""{"allowCommercialUse":["Image","RentCivit","Rent","Sell"]}""", 0)]
    [InlineData("""{"allowCommercialUse":7,"allowNoCredit":"yes"}""", 3)]
    [InlineData("{}", 0)]
    public void Permissions_are_read_in_every_form_that_the_hub_has_had(string json, int restrictions) =>
        Assert.Equal(restrictions, CivitaiPermissions.Restrictions(JsonElement.Parse(json)).Count);

    [Fact]
    public async Task The_key_goes_to_the_hub_and_never_to_the_store_it_leads_to()
    {
        _hub.Offer(123, new Dictionary<string, byte[]> { ["h.safetensors"] = Bytes }, _store, Token);
        using var downloading = new Downloading(civitai: _hub.Url, civitaiToken: Token);

        await downloading.PullAsync("civitai:123");

        Assert.All(_hub.Requests, request => Assert.Equal($"Bearer {Token}", request.Authorization));
        Assert.Null(Assert.Single(_store.Requests).Authorization);
    }

    [Fact]
    public async Task A_download_that_wants_a_sign_in_says_what_to_do()
    {
        _hub.Offer(123, new Dictionary<string, byte[]> { ["h.safetensors"] = Bytes }, _store, Token);
        using var downloading = new Downloading(civitai: _hub.Url);

        var refused = await Assert.ThrowsAsync<DownloadException>(() => downloading.PullAsync("civitai:123"));

        Assert.Equal(
            (DownloadFault.Denied, "its maker asks for a sign-in: set CIVITAI_TOKEN to an API key of your account"),
            (refused.Fault, refused.Message));
        Assert.Empty(downloading.Placed());
    }

    [Fact]
    public async Task Another_file_than_the_primary_is_taken_where_it_is_named()
    {
        var other = SmallModel.File(500, salt: 3);
        _hub.Offer(123, new Dictionary<string, byte[]> { ["big.safetensors"] = Bytes, ["small.safetensors"] = other }, _store);
        using var downloading = new Downloading(civitai: _hub.Url);

        await downloading.PullAsync("civitai:123", file: "small.safetensors", name: "tiny");

        Assert.Equal(other, await File.ReadAllBytesAsync(downloading.PathOf("tiny.safetensors")));
    }

    [Fact]
    public async Task A_version_of_pickles_is_refused()
    {
        _hub.Offer(123, new Dictionary<string, byte[]> { ["h.ckpt"] = [0x80, 2] }, _store);
        using var downloading = new Downloading(civitai: _hub.Url);

        var refused = await Assert.ThrowsAsync<DownloadException>(() => downloading.PullAsync("civitai:123"));

        Assert.Contains("pickles never", refused.Message);
    }
}
