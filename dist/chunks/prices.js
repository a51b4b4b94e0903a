// src/models/usage.ts
const noUsage = {
	input: 0,
	cacheRead: 0,
	cacheWrite: 0,
	output: 0
};
const addUsage = (a, b) => ({
	input: a.input + b.input,
	cacheRead: a.cacheRead + b.cacheRead,
	cacheWrite: a.cacheWrite + b.cacheWrite,
	output: a.output + b.output
});
// node_modules/@pydantic/genai-prices/dist/index.js
let asked;
function load() {
	const E = [{
		id: "anthropic",
		name: "Anthropic",
		pricing_urls: ["https://www.anthropic.com/pricing#api"],
		api_pattern: "https://api\\.anthropic\\.com",
		model_match: { contains: "claude" },
		provider_match: { contains: "anthropic" },
		extractors: [{
			api_flavor: "default",
			root: "usage",
			model_path: "model",
			mappings: [
				{
					path: "input_tokens",
					dest: "input_tokens",
					required: !0
				},
				{
					path: "cache_creation_input_tokens",
					dest: "input_tokens",
					required: !1
				},
				{
					path: "cache_read_input_tokens",
					dest: "input_tokens",
					required: !1
				},
				{
					path: "cache_creation_input_tokens",
					dest: "cache_write_tokens",
					required: !1
				},
				{
					path: ["cache_creation", "ephemeral_5m_input_tokens"],
					dest: "cache_write_5m_tokens",
					required: !1
				},
				{
					path: ["cache_creation", "ephemeral_1h_input_tokens"],
					dest: "cache_write_1h_tokens",
					required: !1
				},
				{
					path: "cache_read_input_tokens",
					dest: "cache_read_tokens",
					required: !1
				},
				{
					path: ["server_tool_use", "web_search_requests"],
					dest: "web_searches",
					required: !1
				},
				{
					path: ["output_tokens_details", "thinking_tokens"],
					dest: "output_reasoning_tokens",
					required: !1
				},
				{
					path: "output_tokens",
					dest: "output_tokens",
					required: !0
				}
			]
		}, {
			api_flavor: "chat",
			root: "usage",
			model_path: "model",
			mappings: [
				{
					path: "prompt_tokens",
					dest: "input_tokens",
					required: !0
				},
				{
					path: "cached_tokens",
					dest: "cache_read_tokens",
					required: !1
				},
				{
					path: ["completion_tokens_details", "reasoning_tokens"],
					dest: "output_reasoning_tokens",
					required: !1
				},
				{
					path: "completion_tokens",
					dest: "output_tokens",
					required: !0
				}
			]
		}],
		models: [
			{
				id: "claude-2",
				name: "Claude 2.0 / 2.1",
				description: `Claude 2 is Anthropic's previous generation model, offering reliable performance for various tasks. This includes Claude 2.0 and Claude 2.1.
`,
				match: { or: [{ starts_with: "claude-2" }, { contains: "claude-v2" }] },
				context_window: 2e5,
				prices: {
					input_mtok: 8,
					output_mtok: 24
				}
			},
			{
				id: "claude-3-5-haiku-latest",
				name: "Claude Haiku 3.5",
				description: "Fastest, most cost-effective model",
				match: { or: [{ starts_with: "claude-3-5-haiku" }, { starts_with: "claude-3.5-haiku" }] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: .8,
					cache_write_mtok: 1,
					cache_read_mtok: .08,
					output_mtok: 4,
					cache_write_1h_mtok: 1.6,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-3-5-sonnet",
				name: "Claude Sonnet 3.5",
				description: "Claude 3.5 Sonnet is an ideal balance of intelligence and speed for enterprise workloads. Maximum utility at a lower price, dependable, balanced for scaled deployments.",
				match: { or: [{ starts_with: "claude-3-5-sonnet" }, { starts_with: "claude-3.5-sonnet" }] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 3,
					cache_write_mtok: 3.75,
					cache_read_mtok: .3,
					output_mtok: 15,
					cache_write_1h_mtok: 6,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-3-7-sonnet-latest",
				name: "Claude Sonnet 3.7",
				description: "Claude 3.7 Sonnet is an advanced large language model with improved reasoning, coding, and problem-solving capabilities.",
				match: { or: [
					{ starts_with: "claude-3-7-sonnet" },
					{ starts_with: "claude-3.7-sonnet" },
					{ starts_with: "claude-sonnet-3.7" },
					{ starts_with: "claude-sonnet-3-7" }
				] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 3,
					cache_write_mtok: 3.75,
					cache_read_mtok: .3,
					output_mtok: 15,
					cache_write_1h_mtok: 6,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-3-haiku",
				name: "Claude Haiku 3",
				description: "Fastest, most cost-effective model",
				match: { starts_with: "claude-3-haiku" },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: .25,
					cache_write_mtok: .3,
					cache_read_mtok: .03,
					output_mtok: 1.25,
					cache_write_1h_mtok: .5
				}
			},
			{
				id: "claude-3-opus-latest",
				name: "Claude Opus 3",
				description: "Claude 3 Opus was Anthropic's most powerful model for highly complex tasks. It boasts top-level performance, intelligence, fluency, and understanding.",
				match: { starts_with: "claude-3-opus" },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 15,
					cache_write_mtok: 18.75,
					cache_read_mtok: 1.5,
					output_mtok: 75,
					cache_write_1h_mtok: 30
				}
			},
			{
				id: "claude-3-sonnet",
				name: "Claude 3 Sonnet",
				description: "Claude 3 Sonnet is an ideal balance of intelligence and speed for enterprise workloads. Maximum utility at a lower price, dependable, balanced for scaled deployments.",
				match: { starts_with: "claude-3-sonnet" },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 3,
					cache_write_mtok: 3.75,
					cache_read_mtok: .3,
					output_mtok: 15,
					cache_write_1h_mtok: 6
				}
			},
			{
				id: "claude-fable-5",
				name: "Claude Fable 5",
				description: "For demanding reasoning and long-horizon agentic work",
				match: { or: [{ equals: "claude-fable-5" }, { regex: "^claude-fable-5-\\d{8}$" }] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Ref: https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 10,
					cache_write_mtok: 12.5,
					cache_read_mtok: 1,
					output_mtok: 50,
					cache_write_1h_mtok: 20,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-fable-5-1",
				name: "Claude Fable 5.1",
				description: "Anthropic's most capable widely released model for demanding reasoning and long-horizon agentic work",
				match: { or: [{ equals: "claude-fable-5-1" }, { regex: "^claude-fable-5-1-\\d{8}$" }] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Cache hits are 0.025x base input (not the usual 0.1x), unique to Fable 5.1 and Mythos 5.1. Ref: https://platform.claude.com/docs/en/about-claude/pricing#model-pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 10,
					cache_write_mtok: 12.5,
					cache_read_mtok: .25,
					output_mtok: 50,
					cache_write_1h_mtok: 20,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-haiku-4-5",
				name: "Claude Haiku 4.5",
				description: "Fastest and most intelligent Haiku model",
				match: { or: [
					{ starts_with: "claude-haiku-4-5" },
					{ starts_with: "claude-haiku-4.5" },
					{ starts_with: "claude-4-5-haiku" },
					{ starts_with: "claude-4.5-haiku" }
				] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 1,
					cache_write_mtok: 1.25,
					cache_read_mtok: .1,
					output_mtok: 5,
					cache_write_1h_mtok: 2,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-4-0",
				name: "Claude Opus 4",
				description: "Most intelligent model for complex tasks",
				match: { or: [
					{ starts_with: "claude-opus-4-0" },
					{ starts_with: "claude-4-opus" },
					{ equals: "claude-opus-4" },
					{ equals: "claude-opus-4-20250514" }
				] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 15,
					cache_write_mtok: 18.75,
					cache_read_mtok: 1.5,
					output_mtok: 75,
					cache_write_1h_mtok: 30,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-4-1",
				name: "Claude Opus 4.1",
				description: "Most intelligent model for complex tasks",
				match: { or: [{ starts_with: "claude-opus-4-1" }, { starts_with: "claude-opus-4.1" }] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 15,
					cache_write_mtok: 18.75,
					cache_read_mtok: 1.5,
					output_mtok: 75,
					cache_write_1h_mtok: 30,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-4-5",
				name: "Claude Opus 4.5",
				description: "Premium model combining maximum intelligence with practical performance",
				match: { or: [
					{ starts_with: "claude-opus-4-5" },
					{ starts_with: "claude-opus-4.5" },
					{ starts_with: "claude-4-5-opus" },
					{ starts_with: "claude-4.5-opus" }
				] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 5,
					cache_write_mtok: 6.25,
					cache_read_mtok: .5,
					output_mtok: 25,
					cache_write_1h_mtok: 10,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-4-6",
				name: "Claude Opus 4.6",
				description: "Our most intelligent model for building agents and coding",
				match: { or: [
					{ starts_with: "claude-opus-4-6" },
					{ starts_with: "claude-opus-4.6" },
					{ starts_with: "claude-4-6-opus" },
					{ starts_with: "claude-4.6-opus" }
				] },
				context_window: 1e6,
				price_comments: "One-hour cache writes cost 2x the base input price. The 1M context window is generally available. Refs: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing, https://platform.claude.com/docs/en/build-with-claude/context-windows#context-window-sizes-by-model",
				prices: [{ prices: {
					input_mtok: {
						base: 5,
						tiers: [{
							start: 2e5,
							price: 10
						}]
					},
					cache_write_mtok: {
						base: 6.25,
						tiers: [{
							start: 2e5,
							price: 12.5
						}]
					},
					cache_read_mtok: {
						base: .5,
						tiers: [{
							start: 2e5,
							price: 1
						}]
					},
					output_mtok: {
						base: 25,
						tiers: [{
							start: 2e5,
							price: 37.5
						}]
					},
					cache_write_1h_mtok: {
						base: 10,
						tiers: [{
							start: 2e5,
							price: 20
						}]
					},
					web_searches_kcount: 10
				} }, {
					constraint: {
						start_date: "2026-03-13",
						type: "start_date"
					},
					prices: {
						input_mtok: 5,
						cache_write_mtok: 6.25,
						cache_read_mtok: .5,
						output_mtok: 25,
						cache_write_1h_mtok: 10,
						web_searches_kcount: 10
					}
				}]
			},
			{
				id: "claude-opus-4-7",
				name: "Claude Opus 4.7",
				description: "Our most capable model for complex reasoning and agentic coding",
				match: { or: [
					{ starts_with: "claude-opus-4-7" },
					{ starts_with: "claude-opus-4.7" },
					{ starts_with: "claude-4-7-opus" },
					{ starts_with: "claude-4.7-opus" }
				] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Ref: https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 5,
					cache_write_mtok: 6.25,
					cache_read_mtok: .5,
					output_mtok: 25,
					cache_write_1h_mtok: 10,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-4-8",
				name: "Claude Opus 4.8",
				description: "Our most capable model for complex reasoning and agentic coding",
				match: { or: [
					{ starts_with: "claude-opus-4-8" },
					{ starts_with: "claude-opus-4.8" },
					{ starts_with: "claude-4-8-opus" },
					{ starts_with: "claude-4.8-opus" }
				] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Ref: https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 5,
					cache_write_mtok: 6.25,
					cache_read_mtok: .5,
					output_mtok: 25,
					cache_write_1h_mtok: 10,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-5",
				name: "Claude Opus 5",
				description: "For complex agentic coding and enterprise work",
				match: { or: [
					{ equals: "claude-opus-5" },
					{ regex: "^claude-opus-5-\\d{8}$" },
					{ starts_with: "claude-opus-5.0" },
					{ starts_with: "claude-5-opus" },
					{ starts_with: "claude-5.0-opus" }
				] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Refs: https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing and https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 5,
					cache_write_mtok: 6.25,
					cache_read_mtok: .5,
					output_mtok: 25,
					cache_write_1h_mtok: 10,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-opus-5-5",
				name: "Claude Opus 5.5",
				description: "For long-running agentic coding and knowledge work",
				match: { or: [
					{ equals: "claude-opus-5-5" },
					{ regex: "^claude-opus-5-5-\\d{8}$" },
					{ starts_with: "claude-opus-5.5" },
					{ starts_with: "claude-5-5-opus" },
					{ starts_with: "claude-5.5-opus" }
				] },
				context_window: 1e6,
				price_comments: "Flat pricing across full 1M context window (no tiered pricing). Cache hits are 0.05x base input (not the usual 0.1x), unique to Opus 5.5. Ref: https://platform.claude.com/docs/en/about-claude/pricing#model-pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 4,
					cache_write_mtok: 5,
					cache_read_mtok: .2,
					output_mtok: 20,
					cache_write_1h_mtok: 8,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-sonnet-4-0",
				name: "Claude Sonnet 4",
				description: "Optimal balance of intelligence, cost, and speed",
				match: { or: [
					{ starts_with: "claude-sonnet-4-2025" },
					{ starts_with: "claude-sonnet-4-0" },
					{ starts_with: "claude-sonnet-4@" },
					{ equals: "claude-sonnet-4" },
					{ starts_with: "claude-4-sonnet" }
				] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 3,
					cache_write_mtok: 3.75,
					cache_read_mtok: .3,
					output_mtok: 15,
					cache_write_1h_mtok: 6,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-sonnet-4-5",
				name: "Claude Sonnet 4.5",
				description: "Our best combination of speed and intelligence",
				match: { or: [{ starts_with: "claude-sonnet-4-5" }, { starts_with: "claude-sonnet-4.5" }] },
				context_window: 2e5,
				price_comments: "One-hour cache writes cost 2x the base input price. The 1M context beta was retired on 2026-04-30; requests over 200k now error. The >200k tiers describe historical usage from before retirement. Refs: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing, https://platform.claude.com/docs/en/release-notes/overview",
				prices: {
					input_mtok: {
						base: 3,
						tiers: [{
							start: 2e5,
							price: 6
						}]
					},
					cache_write_mtok: {
						base: 3.75,
						tiers: [{
							start: 2e5,
							price: 7.5
						}]
					},
					cache_read_mtok: {
						base: .3,
						tiers: [{
							start: 2e5,
							price: .6
						}]
					},
					output_mtok: {
						base: 15,
						tiers: [{
							start: 2e5,
							price: 22.5
						}]
					},
					cache_write_1h_mtok: {
						base: 6,
						tiers: [{
							start: 2e5,
							price: 12
						}]
					},
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-sonnet-4-6",
				name: "Claude Sonnet 4.6",
				description: "Our best combination of speed and intelligence",
				match: { or: [{ starts_with: "claude-sonnet-4-6" }, { starts_with: "claude-sonnet-4.6" }] },
				context_window: 1e6,
				price_comments: "One-hour cache writes cost 2x the base input price. Ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: [{ prices: {
					input_mtok: {
						base: 3,
						tiers: [{
							start: 2e5,
							price: 6
						}]
					},
					cache_write_mtok: {
						base: 3.75,
						tiers: [{
							start: 2e5,
							price: 7.5
						}]
					},
					cache_read_mtok: {
						base: .3,
						tiers: [{
							start: 2e5,
							price: .6
						}]
					},
					output_mtok: {
						base: 15,
						tiers: [{
							start: 2e5,
							price: 22.5
						}]
					},
					cache_write_1h_mtok: {
						base: 6,
						tiers: [{
							start: 2e5,
							price: 12
						}]
					},
					web_searches_kcount: 10
				} }, {
					constraint: {
						start_date: "2026-03-13",
						type: "start_date"
					},
					prices: {
						input_mtok: 3,
						cache_write_mtok: 3.75,
						cache_read_mtok: .3,
						output_mtok: 15,
						cache_write_1h_mtok: 6,
						web_searches_kcount: 10
					}
				}]
			},
			{
				id: "claude-sonnet-5",
				name: "Claude Sonnet 5",
				description: "Our most agentic Sonnet model, approaching Opus 4.8 capability at lower cost",
				match: { or: [
					{ starts_with: "claude-sonnet-5" },
					{ starts_with: "claude-sonnet-5.0" },
					{ starts_with: "claude-5-sonnet" },
					{ starts_with: "claude-5.0-sonnet" }
				] },
				context_window: 1e6,
				price_comments: "Flat pricing across the full 1M context window (no tiered pricing). Anthropic made the introductory $2/$10 per MTok rates permanent and cancelled the previously scheduled 2026-09-01 increase. Ref: https://platform.claude.com/docs/en/about-claude/pricing Prompt caching ref: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing",
				prices: {
					input_mtok: 2,
					cache_write_mtok: 2.5,
					cache_read_mtok: .2,
					output_mtok: 10,
					cache_write_1h_mtok: 4,
					web_searches_kcount: 10
				}
			},
			{
				id: "claude-v1",
				description: "Retired, here to match price sources",
				match: { equals: "claude-v1" },
				prices: {
					input_mtok: 8,
					output_mtok: 24
				}
			}
		]
	}], J = {
		audio_seconds: {
			dimensions: {
				family: "durations",
				modality: "audio"
			},
			per: 3600,
			price_key: "audio_hours"
		},
		cache_audio_read_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "audio",
				token_type: "cache_read"
			},
			per: 1e6,
			price_key: "cache_audio_read_mtok"
		},
		cache_audio_write_1h_tokens: {
			dimensions: {
				cache_ttl: "1h",
				direction: "input",
				family: "tokens",
				modality: "audio",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_audio_write_1h_mtok"
		},
		cache_audio_write_5m_tokens: {
			dimensions: {
				cache_ttl: "5m",
				direction: "input",
				family: "tokens",
				modality: "audio",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_audio_write_5m_mtok"
		},
		cache_audio_write_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "audio",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_audio_write_mtok"
		},
		cache_image_read_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "image",
				token_type: "cache_read"
			},
			per: 1e6,
			price_key: "cache_image_read_mtok"
		},
		cache_image_write_1h_tokens: {
			dimensions: {
				cache_ttl: "1h",
				direction: "input",
				family: "tokens",
				modality: "image",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_image_write_1h_mtok"
		},
		cache_image_write_5m_tokens: {
			dimensions: {
				cache_ttl: "5m",
				direction: "input",
				family: "tokens",
				modality: "image",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_image_write_5m_mtok"
		},
		cache_image_write_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "image",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_image_write_mtok"
		},
		cache_read_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				token_type: "cache_read"
			},
			per: 1e6,
			price_key: "cache_read_mtok"
		},
		cache_text_read_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "text",
				token_type: "cache_read"
			},
			per: 1e6,
			price_key: "cache_text_read_mtok"
		},
		cache_text_write_1h_tokens: {
			dimensions: {
				cache_ttl: "1h",
				direction: "input",
				family: "tokens",
				modality: "text",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_text_write_1h_mtok"
		},
		cache_text_write_5m_tokens: {
			dimensions: {
				cache_ttl: "5m",
				direction: "input",
				family: "tokens",
				modality: "text",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_text_write_5m_mtok"
		},
		cache_text_write_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "text",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_text_write_mtok"
		},
		cache_video_read_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "video",
				token_type: "cache_read"
			},
			per: 1e6,
			price_key: "cache_video_read_mtok"
		},
		cache_video_write_1h_tokens: {
			dimensions: {
				cache_ttl: "1h",
				direction: "input",
				family: "tokens",
				modality: "video",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_video_write_1h_mtok"
		},
		cache_video_write_5m_tokens: {
			dimensions: {
				cache_ttl: "5m",
				direction: "input",
				family: "tokens",
				modality: "video",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_video_write_5m_mtok"
		},
		cache_video_write_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "video",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_video_write_mtok"
		},
		cache_write_1h_tokens: {
			dimensions: {
				cache_ttl: "1h",
				direction: "input",
				family: "tokens",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_write_1h_mtok"
		},
		cache_write_5m_tokens: {
			dimensions: {
				cache_ttl: "5m",
				direction: "input",
				family: "tokens",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_write_5m_mtok"
		},
		cache_write_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				token_type: "cache_write"
			},
			per: 1e6,
			price_key: "cache_write_mtok"
		},
		code_executions: {
			dimensions: {
				family: "tool_calls",
				tool_type: "code_execution"
			},
			per: 1e3,
			price_key: "code_executions_kcount"
		},
		input_annotated_document_pages: {
			dimensions: {
				direction: "input",
				family: "document_pages",
				page_type: "annotated"
			},
			per: 1e3,
			price_key: "input_annotated_document_kpages"
		},
		input_audio_seconds: {
			dimensions: {
				direction: "input",
				family: "durations",
				modality: "audio"
			},
			per: 3600,
			price_key: "input_audio_hours"
		},
		input_audio_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "audio"
			},
			per: 1e6,
			price_key: "input_audio_mtok"
		},
		input_audio_tool_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "audio",
				token_type: "tool"
			},
			per: 1e6,
			price_key: "input_audio_tool_mtok"
		},
		input_characters: {
			dimensions: {
				direction: "input",
				family: "characters"
			},
			per: 1e6,
			price_key: "input_mchars"
		},
		input_document_pages: {
			dimensions: {
				direction: "input",
				family: "document_pages"
			},
			per: 1e3,
			price_key: "input_document_kpages"
		},
		input_image_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "image"
			},
			per: 1e6,
			price_key: "input_image_mtok"
		},
		input_image_tool_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "image",
				token_type: "tool"
			},
			per: 1e6,
			price_key: "input_image_tool_mtok"
		},
		input_pixels: {
			dimensions: {
				direction: "input",
				family: "pixels"
			},
			per: 1e9,
			price_key: "input_gpixels"
		},
		input_text_messages: {
			dimensions: {
				direction: "input",
				family: "messages",
				modality: "text"
			},
			per: 1e3,
			price_key: "input_text_messages_kcount"
		},
		input_text_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "text"
			},
			per: 1e6,
			price_key: "input_text_mtok"
		},
		input_text_tool_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "text",
				token_type: "tool"
			},
			per: 1e6,
			price_key: "input_text_tool_mtok"
		},
		input_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens"
			},
			per: 1e6,
			price_key: "input_mtok"
		},
		input_tool_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				token_type: "tool"
			},
			per: 1e6,
			price_key: "input_tool_mtok"
		},
		input_video_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "video"
			},
			per: 1e6,
			price_key: "input_video_mtok"
		},
		input_video_tool_tokens: {
			dimensions: {
				direction: "input",
				family: "tokens",
				modality: "video",
				token_type: "tool"
			},
			per: 1e6,
			price_key: "input_video_tool_mtok"
		},
		output_audio_citation_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "audio",
				token_type: "citation"
			},
			per: 1e6,
			price_key: "output_audio_citation_mtok"
		},
		output_audio_reasoning_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "audio",
				token_type: "reasoning"
			},
			per: 1e6,
			price_key: "output_audio_reasoning_mtok"
		},
		output_audio_seconds: {
			dimensions: {
				direction: "output",
				family: "durations",
				modality: "audio"
			},
			per: 3600,
			price_key: "output_audio_hours"
		},
		output_audio_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "audio"
			},
			per: 1e6,
			price_key: "output_audio_mtok"
		},
		output_citation_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				token_type: "citation"
			},
			per: 1e6,
			price_key: "output_citation_mtok"
		},
		output_image_citation_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "image",
				token_type: "citation"
			},
			per: 1e6,
			price_key: "output_image_citation_mtok"
		},
		output_image_reasoning_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "image",
				token_type: "reasoning"
			},
			per: 1e6,
			price_key: "output_image_reasoning_mtok"
		},
		output_image_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "image"
			},
			per: 1e6,
			price_key: "output_image_mtok"
		},
		output_reasoning_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				token_type: "reasoning"
			},
			per: 1e6,
			price_key: "output_reasoning_mtok"
		},
		output_text_citation_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "text",
				token_type: "citation"
			},
			per: 1e6,
			price_key: "output_text_citation_mtok"
		},
		output_text_reasoning_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "text",
				token_type: "reasoning"
			},
			per: 1e6,
			price_key: "output_text_reasoning_mtok"
		},
		output_text_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "text"
			},
			per: 1e6,
			price_key: "output_text_mtok"
		},
		output_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens"
			},
			per: 1e6,
			price_key: "output_mtok"
		},
		output_video_citation_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "video",
				token_type: "citation"
			},
			per: 1e6,
			price_key: "output_video_citation_mtok"
		},
		output_video_reasoning_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "video",
				token_type: "reasoning"
			},
			per: 1e6,
			price_key: "output_video_reasoning_mtok"
		},
		output_video_tokens: {
			dimensions: {
				direction: "output",
				family: "tokens",
				modality: "video"
			},
			per: 1e6,
			price_key: "output_video_mtok"
		},
		requests: {
			dimensions: { family: "requests" },
			per: 1e3,
			price_key: "requests_kcount"
		},
		rerank_searches: {
			dimensions: { family: "rerank" },
			per: 1e3,
			price_key: "rerank_searches_kcount"
		},
		social_searches: {
			dimensions: {
				family: "tool_calls",
				tool_type: "social_search"
			},
			per: 1e3,
			price_key: "social_searches_kcount"
		},
		storage_searches: {
			dimensions: {
				family: "tool_calls",
				tool_type: "storage_search"
			},
			per: 1e3,
			price_key: "storage_searches_kcount"
		},
		web_searches: {
			dimensions: {
				family: "tool_calls",
				tool_type: "web_search"
			},
			per: 1e3,
			price_key: "web_searches_kcount"
		}
	};
	class Y {
		#a;
		#i;
		#o;
		#t;
		#e;
		#n;
		#s;
		constructor(t) {
			this.#o = /* @__PURE__ */ new Map(), this.#a = /* @__PURE__ */ new Set(), this.#i = /* @__PURE__ */ new Set(), this.#t = /* @__PURE__ */ new Set(), this.#e = /* @__PURE__ */ new Map(), this.#n = /* @__PURE__ */ new Map(), this.#s = /* @__PURE__ */ new Map();
			for (const [a, i] of Object.entries(t)) {
				const o = i.price_key ?? a, n = Object.freeze({
					dimensions: Object.freeze({ ...i.dimensions }),
					per: i.per,
					priceKey: o,
					usageKey: a
				});
				this.#a.add(o), this.#i.add(a), this.#e.set(a, n), this.#s.set(o, n), this.#n.set(z(n.dimensions), n);
			}
			for (const [a, i] of this.#e) this.#o.set(a, new Set([...this.#e.values()].filter((o) => o !== i && $(o, i)).map((o) => o.usageKey))), a !== "requests" && this.#t.add(a);
		}
		ancestorUsageKeys(t) {
			const a = this.#o.get(t);
			if (!a) throw new Error(`Unknown unit usage key: ${t}`);
			return new Set(a);
		}
		findJoin(t, a) {
			if (Q(t, a)) return this.#n.get(z({
				...t.dimensions,
				...a.dimensions
			}));
		}
		getAllPriceKeys() {
			return new Set(this.#a);
		}
		getAllUsageKeys() {
			return new Set(this.#i);
		}
		getUnit(t) {
			return this.#e.get(t);
		}
		getUnitForPriceKey(t) {
			return this.#s.get(t);
		}
		isReportedUsageKey(t) {
			return this.#t.has(t);
		}
		reportedUsageKeys() {
			return this.#t.values();
		}
	}
	const X = new Y(J);
	function g() {
		return X;
	}
	function z(e) {
		return JSON.stringify(Object.entries(e).sort(([t], [a]) => t.localeCompare(a)));
	}
	function $(e, t) {
		return Object.entries(e.dimensions).every(([a, i]) => t.dimensions[a] === i);
	}
	function U(e, t) {
		return $(e, t);
	}
	function Q(e, t) {
		return Object.entries(e.dimensions).every(([a, i]) => t.dimensions[a] === void 0 || t.dimensions[a] === i);
	}
	const F = /* @__PURE__ */ new WeakMap();
	function ee(e, t = g()) {
		const a = F.get(e), i = Object.keys(e).filter((o) => !t.isReportedUsageKey(o) && !a?.has(o)).sort();
		if (i.length) {
			const o = a ?? /* @__PURE__ */ new Set();
			for (const n of i) o.add(n);
			F.set(e, o), console.warn(`Unsupported usage key for standard pricing: ${i.join(", ")}`);
		}
	}
	function B(e, t, a = g()) {
		const i = oe(a, t), o = M(t, e[t]);
		if (o !== void 0) return o;
		for (const [s, m] of Object.entries(e)) {
			const r = D(a, s);
			if (!(!r || (M(s, m) ?? 0) <= 0) && s !== t && a.ancestorUsageKeys(r.usageKey).has(t)) throw new Error(`Missing usage value for ${t} with positive reported descendant ${s}`);
		}
		const n = Object.entries(e).map(([s, m]) => {
			const r = D(a, s);
			return r && (M(s, m) ?? 0) > 0 ? r : void 0;
		}).filter((s) => s !== void 0);
		for (let s = 0; s < n.length; s++) for (let m = s + 1; m < n.length; m++) {
			const r = n[s], c = n[m];
			if (!(!r || !c || !Q(r, c) || ie(a, r, c)) && a.findJoin(r, c) === i) throw new Error(`Missing usage value for ${t} with positive reported overlap ${r.usageKey} and ${c.usageKey}`);
		}
		return 0;
	}
	function M(e, t) {
		if (t !== void 0) {
			if (typeof t != "number") throw new Error(`Invalid usage value for ${e}: expected a finite non-negative number`);
			return b(e, t);
		}
	}
	function b(e, t) {
		if (!Number.isFinite(t) || t < 0) throw new Error(`Invalid usage value for ${e}: expected a finite non-negative number`);
		return t;
	}
	function ie(e, t, a) {
		return t === a || e.ancestorUsageKeys(a.usageKey).has(t.usageKey) || e.ancestorUsageKeys(t.usageKey).has(a.usageKey);
	}
	function oe(e, t) {
		const a = e.getUnit(t);
		if (!a) throw new Error(`Unknown unit usage key: ${t}`);
		if (!e.isReportedUsageKey(t)) throw new Error(`Unsupported usage key for standard pricing: ${t}`);
		return a;
	}
	function D(e, t) {
		return e.isReportedUsageKey(t) ? e.getUnit(t) : void 0;
	}
	function ne(e, t, a = g()) {
		const i = [...e].map((n) => a.getUnit(n)).filter((n) => n !== void 0).sort((n, s) => Object.keys(s.dimensions).length - Object.keys(n.dimensions).length || n.usageKey.localeCompare(s.usageKey)), o = {};
		for (const n of i) {
			const s = B(t, n.usageKey, a);
			let m = 0;
			for (const p of i) {
				if (p === n || !U(n, p)) continue;
				const l = o[p.usageKey];
				if (l === void 0) throw new Error(`Missing computed leaf value for ${p.usageKey}`);
				m += l;
			}
			let r = s - m;
			const c = Number.EPSILON * Math.max(1, Math.abs(s), Math.abs(m)) * (i.length + 1);
			if (r < 0 && Math.abs(r) <= c && (r = 0), r < 0) throw new Error(se(n, i, t, r, a));
			o[n.usageKey] = r;
		}
		return o;
	}
	function se(e, t, a, i, o) {
		const n = B(a, e.usageKey, o), s = t.filter((c) => c !== e && U(e, c)).map((c) => ({
			unit: c,
			value: B(a, c.usageKey, o)
		})).filter(({ value: c }) => c > 0);
		for (const c of s) if (c.value > n) return `Invalid usage data: ${c.unit.usageKey} (${c.value.toString()}) cannot exceed ${e.usageKey} (${n.toString()})`;
		return `Invalid usage data: more-specific usage for ${s.map(({ unit: c }) => c.usageKey).join(", ")} totals ${(n - i).toString()}, which exceeds ${e.usageKey} (${n.toString()})`;
	}
	function A(e) {
		const t = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|([+-])(\d{2}):(\d{2}))$/.exec(e);
		if (!t) throw new Error(`Invalid time-of-day constraint: ${e}`);
		const [, a, i, o, n = "", s, m, r = "00", c = "00"] = t, p = Number(a), l = Number(i), u = Number(o), d = (Number(r) * 60 + Number(c)) * 60;
		if (p > 23 || l > 59 || u > 59 || r > "23" || c > "59") throw new Error(`Invalid time-of-day constraint: ${e}`);
		return (p * 3600 + l * 60 + u + +`0.${n}` - (s === "Z" ? 0 : m === "+" ? d : -d) + 86400) % 86400;
	}
	class re {
		base;
		tiers;
		constructor(t) {
			this.base = t.base, this.tiers = [...t.tiers].sort((a, i) => a.start - i.start);
		}
	}
	function ce(e, t) {
		const a = new Set(e.map((i) => i.priceKey));
		for (const i of e) {
			const o = t.ancestorUsageKeys(i.usageKey);
			for (const n of o) {
				const s = t.getUnit(n);
				if (s && !a.has(s.priceKey)) throw new Error(`Missing ancestor price key ${s.priceKey} for ${i.priceKey}`);
			}
		}
	}
	function me(e, t) {
		const a = new Set(e.map((i) => i.priceKey));
		for (let i = 0; i < e.length; i++) for (let o = i + 1; o < e.length; o++) {
			const n = e[i], s = e[o];
			if (!n || !s || !Q(n, s)) continue;
			const m = t.findJoin(n, s);
			if (!m) throw new Error(`Missing registered join unit for ${n.priceKey} and ${s.priceKey}`);
			if (!a.has(m.priceKey)) throw new Error(`Missing join price key ${m.priceKey} for ${n.priceKey} and ${s.priceKey}`);
		}
	}
	function pe(e, t) {
		ce(e, t), me(e, t);
	}
	function ue(e, t) {
		const a = [], i = [];
		for (const [o, n] of Object.entries(e)) {
			if (n === void 0) continue;
			const s = t.getUnitForPriceKey(o);
			if (!s) {
				i.push(o);
				continue;
			}
			a.push({
				price: le(o, n),
				unit: s
			});
		}
		return i.length && console.warn(`Unsupported price key for standard pricing: ${i.sort().join(", ")}`), a;
	}
	function le(e, t) {
		if (G(t)) return t;
		if (!V(t) || !G(t.base) || !Array.isArray(t.tiers)) throw L(e);
		const a = [];
		for (const i of t.tiers) {
			if (!V(i)) throw L(e);
			const { price: o, start: n } = i;
			if (typeof n != "number" || !Number.isSafeInteger(n) || n < 0 || !G(o)) throw L(e);
			a.push({
				price: o,
				start: n
			});
		}
		return new re({
			base: t.base,
			tiers: a
		});
	}
	function L(e) {
		return /* @__PURE__ */ new Error(`Invalid price value for ${e}: expected a finite non-negative number or valid tiered prices`);
	}
	function V(e) {
		return typeof e == "object" && e !== null && !Array.isArray(e);
	}
	function G(e) {
		return typeof e == "number" && Number.isFinite(e) && e >= 0;
	}
	function de(e, t, a) {
		if (t <= 0) return 0;
		let i = e.base;
		for (const o of e.tiers) a > o.start && (i = o.price);
		return i * t / 1e6;
	}
	function _e(e, t, a, i) {
		return e === void 0 || t === void 0 ? 0 : typeof e == "number" ? e * t / i : de(e, t, a) * 1e6 / i;
	}
	function he(e, t, a = g()) {
		ee(e, a);
		const i = ue(t, a);
		pe(i.map(({ unit: u }) => u), a);
		let o = 0, n = 0, s = 0;
		const r = i.some(({ price: u }) => ke(u)) ? B(e, "input_tokens", a) : 0, p = ne(new Set(i.filter(({ unit: u }) => u.usageKey !== "requests").map(({ unit: u }) => u.usageKey)), e, a);
		i.some(({ unit: u }) => u.usageKey === "requests") && (p.requests = 1);
		for (const { price: u, unit: d } of i) {
			const _ = _e(u, p[d.usageKey] ?? 0, r, d.per);
			d.dimensions.direction === "input" ? o += _ : d.dimensions.direction === "output" ? n += _ : s += _;
		}
		const l = o + n + s;
		return {
			input_price: o,
			output_price: n,
			total_price: l
		};
	}
	function ke(e) {
		return typeof e == "object";
	}
	function ge(e) {
		return typeof e == "object" && e !== null && "type" in e && e.type === "time_of_date";
	}
	function we(e, t) {
		if (!Array.isArray(e.prices)) return e.prices;
		if (Number.isNaN(t.getTime())) throw new RangeError("Invalid time value");
		for (let a = e.prices.length - 1; a >= 0; a--) {
			const i = e.prices[a], o = i.constraint;
			if (o === void 0) return i.prices;
			if (o.type === "start_date") {
				if (t >= new Date(o.start_date)) return i.prices;
			} else if (ge(o)) {
				const n = t.getUTCHours() * 3600 + t.getUTCMinutes() * 60 + t.getUTCSeconds() + t.getUTCMilliseconds() / 1e3, s = A(o.start_time), m = A(o.end_time);
				if (m < s) {
					if (n >= s || n < m) return i.prices;
				} else if (n >= s && n < m) return i.prices;
			} else throw new Error(`Unknown price constraint for model '${e.id}': ${JSON.stringify(o)}`);
		}
		return e.prices[0].prices;
	}
	function f(e, t) {
		return "or" in e ? e.or.some((a) => f(a, t)) : "and" in e ? e.and.every((a) => f(a, t)) : "equals" in e ? t.toLowerCase() === e.equals.toLowerCase() : "starts_with" in e ? t.toLowerCase().startsWith(e.starts_with.toLowerCase()) : "ends_with" in e ? t.toLowerCase().endsWith(e.ends_with.toLowerCase()) : "contains" in e ? t.toLowerCase().includes(e.contains.toLowerCase()) : "regex" in e ? new RegExp(e.regex).test(t) : !1;
	}
	function qe(e, t) {
		const a = t.toLowerCase().trim();
		return e.find((o) => o.id === a) || e.find((o) => o.provider_match && f(o.provider_match, a));
	}
	function S(e, { modelId: t, providerApiUrl: a, providerId: i }) {
		if (i) {
			const o = qe(e, i);
			if (o || i.toLowerCase() !== "litellm") return o;
		}
		if (a) return e.find((o) => new RegExp(`^(?:${o.api_pattern})`).test(a));
		if (t) return e.find((o) => o.model_match && f(o.model_match, t));
	}
	function fe(e, t) {
		return e.find((a) => f(a.match, t));
	}
	const be = /(-)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g;
	function xe(e) {
		return e.replace(be, (t, a, i, o, n) => {
			const s = new Date(Date.UTC(Number(i), Number(o) - 1, Number(n)));
			return s.getUTCFullYear() !== Number(i) || s.getUTCMonth() !== Number(o) - 1 || s.getUTCDate() !== Number(n) ? t : `${a}${i}-${o}-${n}`;
		});
	}
	function ve(e, t, a) {
		const i = C(e, t, a);
		if (i) return i;
		const o = xe(t);
		if (o !== t) return C(e, o, a);
	}
	function C(e, t, a) {
		const i = fe(e.models, t);
		if (i) return i;
		if (e.fallback_model_providers && a) for (const o of e.fallback_model_providers) {
			const n = a.find((s) => s.id === o);
			if (n) {
				const s = C(n, t);
				if (s) return s;
			}
		}
	}
	let k = E;
	Promise.resolve(E);
	function H(e) {
		return {
			...e,
			models: e.models.map((t) => ({
				...t,
				prices: Array.isArray(t.prices) ? t.prices.map((a) => Me(a, e.id, t.id)) : t.prices
			}))
		};
	}
	function Me(e, t, a) {
		const i = e.constraint;
		if (i === void 0) return { prices: e.prices };
		if (!Ie(i)) throw T(i, t, a);
		if (i.type !== void 0) {
			if (i.type === "start_date" && v(i, ["start_date", "type"]) && K(i.start_date) || i.type === "time_of_date" && v(i, [
				"end_time",
				"start_time",
				"type"
			]) && y(i.start_time) && y(i.end_time)) return e;
			throw T(i, t, a);
		}
		if (v(i, ["start_date"]) && K(i.start_date)) return {
			constraint: {
				start_date: i.start_date,
				type: "start_date"
			},
			prices: e.prices
		};
		if (v(i, ["end_time", "start_time"]) && y(i.start_time) && y(i.end_time)) return {
			constraint: {
				end_time: i.end_time,
				start_time: i.start_time,
				type: "time_of_date"
			},
			prices: e.prices
		};
		throw T(i, t, a);
	}
	function T(e, t, a) {
		return /* @__PURE__ */ new Error(`Expected a start-date or time-of-day price constraint for provider '${t}' model '${a}', got: ${JSON.stringify(e)}`);
	}
	function K(e) {
		if (typeof e != "string" || !/^\d{4}-\d{2}-\d{2}$/.test(e)) return !1;
		const t = /* @__PURE__ */ new Date(`${e}T00:00:00Z`);
		return !Number.isNaN(t.getTime()) && t.getUTCFullYear() >= 1 && t.toISOString().startsWith(e);
	}
	function v(e, t) {
		const a = Object.keys(e);
		return a.length === t.length && a.every((i) => t.includes(i));
	}
	function y(e) {
		if (typeof e != "string") return !1;
		try {
			return A(e), !0;
		} catch {
			return !1;
		}
	}
	function Ie(e) {
		return typeof e == "object" && e !== null && !Array.isArray(e);
	}
	function Ce(e, t, a) {
		let i = t.toLowerCase().trim(), o = a?.providerId;
		if (o && o.toLowerCase() === "litellm" && i.includes("/")) {
			const l = i.indexOf("/"), u = i.slice(0, l), d = i.slice(l + 1);
			u && d && S(k, { providerId: u }) && (o = u, i = d);
		}
		const n = a?.provider ? H(a.provider) : S(k, {
			modelId: i,
			providerApiUrl: a?.providerApiUrl,
			providerId: o
		});
		if (!n) return null;
		const s = ve(n, i, k);
		if (!s) return null;
		const r = we(s, a?.timestamp ?? /* @__PURE__ */ new Date());
		let c = e;
		if (n.id === "groq" && (s.id === "whisper-large-v3" || s.id === "whisper-large-v3-turbo")) {
			c = { ...e };
			const l = c.audio_seconds, u = c.input_audio_seconds;
			l !== void 0 && b("audio_seconds", l), u !== void 0 && b("input_audio_seconds", u);
			const d = l === 0 ? u : l ?? u;
			if (d !== void 0) {
				const _ = d > 0 ? Math.max(d, 10) : 0;
				c.audio_seconds = _, c.input_audio_seconds = _;
			}
		}
		return {
			auto_update_timestamp: void 0,
			model: s,
			model_price: r,
			provider: n,
			...he(c, r)
		};
	}
	return Ce;
}
const calcPrice = (...given) => (asked ??= load())(...given);
// src/models/prices.ts
/**
* What tokens cost, in US dollars, from a kept price list. The list lags behind new models, and matches some of them by an
* older one's prefix (Sonnet 5.5 as Sonnet 5), so what is known better stands in a small dated supplement that is asked first.
*/
/** The list that costs come from, as reports say it. `date` is when that version was published. */
const priceList = {
	name: "@pydantic/genai-prices",
	version: "0.1.8",
	date: "2026-09-23",
	supplemented: "2026-11-21"
};
/** Source: Anthropic's pricing page as of `priceList.supplemented`; five-minute cache writes. */
const supplement = [{
	models: /^claude-sonnet-5-5(?:-\d{8})?$/,
	input: 2,
	cacheWrite: 2.5,
	cacheRead: .1,
	output: 10
}];
/** US dollars, or null where nobody knows a price for this model. */
const cost = (model, usage) => costs()(model, usage);
/** The same for many usages: the list is searched once for each model whose rates are the same for every amount. */
function costs() {
	const known = /* @__PURE__ */ new Map();
	return (model, usage) => {
		const rates = supplement.find(({ models }) => models.test(model)) ?? known.get(model);
		if (rates) return amount(rates, usage);
		const price = calcPrice({
			input_tokens: usage.input + usage.cacheRead + usage.cacheWrite,
			cache_read_tokens: usage.cacheRead,
			cache_write_tokens: usage.cacheWrite,
			output_tokens: usage.output
		}, model, {
			providerId: "anthropic",
			timestamp: new Date(priceList.supplemented)
		});
		const flat = price && flatRates(price.model_price);
		if (flat) known.set(model, flat);
		return price?.total_price ?? null;
	};
}
const amount = (rates, { input, cacheWrite, cacheRead, output }) => (input * rates.input + cacheWrite * rates.cacheWrite + cacheRead * rates.cacheRead + output * rates.output) / 1e6;
/** undefined: a rate is missing, or depends on the amount. */
function flatRates(price) {
	const { input_mtok, cache_write_mtok, cache_read_mtok, output_mtok } = price;
	const all = [
		input_mtok,
		cache_write_mtok,
		cache_read_mtok,
		output_mtok
	];
	if (!all.every((rate) => typeof rate === "number")) return void 0;
	const [input, cacheWrite, cacheRead, output] = all;
	return {
		input,
		cacheWrite,
		cacheRead,
		output
	};
}
export { noUsage as a, addUsage as i, costs as n, priceList as r, cost as t };
